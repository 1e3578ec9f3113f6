/** `$(which iptables)` and the like: where a program lies makes no difference here, its name does. */

const location =
	/^(?:\$\(|`)\s*(?:which|command\s+-v|type\s+-[pP])\s+(?:[\w./-]*\/)?(ip6?tables[\w-]*|ipset)(?:\s+2>\s*\/dev\/null)?\s*(?:\)|`)$/;

/** The program that is looked for; undefined for anything else. */
export function locatedProgram(text: string): string | undefined {
	return location.exec(text)?.[1];
}
