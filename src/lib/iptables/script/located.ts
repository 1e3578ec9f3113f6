/** `$(which iptables)` and the like: the path of a program does not matter here, its name does. */

const location =
	/^(?:\$\(|`)\s*(?:which|command\s+-v|type\s+-[pP])\s+(?:[\w./-]*\/)?(ip6?tables[\w-]*|ipset)(?:\s+2>\s*\/dev\/null)?\s*(?:\)|`)$/;

/** The program that is looked for; undefined for anything else. */
export function locatedProgram(text: string): string | undefined {
	return location.exec(text)?.[1];
}
