/** An extension's declared conditions for the kernel to accept a rule with it. */
import { protocolName } from '$lib/net';
import type { AnyExtension } from '../commands/extension-options';
import type { Complaint, RuleContext } from '../extension';
import type { Backend, OptionUse } from '../ruleset';

/** Matches that iptables-nft writes as nftables' own expressions: `! -p tcp -m tcp --dport 1` is
 * then accepted, though it never matches what was meant. */
function isNative(name: string, options: readonly OptionUse[], backend: Backend): boolean {
	return (
		backend === 'nft' &&
		(name === 'tcp' || name === 'udp') &&
		options.length > 0 &&
		options.every(({ option }) => option !== 'tcp-option')
	);
}

/** The kernel's first objection to one match or target of a rule. For a rule that is not fully
 * known, only its place is checked. */
export function constraints(
	extension: AnyExtension,
	options: readonly OptionUse[],
	rule: RuleContext,
	isWhole: boolean
): Complaint | undefined {
	const { name, protocols, tables, hooks } = extension;
	if (protocols) {
		const { protocol } = rule.header;
		const native = isNative(name, options, rule.backend);
		if (!protocol || (protocol.inverted && !native) || !protocols.includes(protocol.value)) {
			const names = protocols.map((number) => protocolName(number) ?? String(number)).join(' or ');
			return {
				code: 'needs-protocol',
				message: `${name} is only for ${names}: the kernel refuses the rule.`,
				help: `Add -p ${names}.`
			};
		}
	}
	if (tables && !tables.includes(rule.table)) {
		return {
			code: 'wrong-table',
			message: `${name} is not allowed in the ${rule.table} table.`,
			help: `It is for ${tables.join(', ')}: add -t ${tables[0] ?? ''}.`
		};
	}
	if (hooks) {
		for (const hook of rule.hooks) {
			if (hooks.includes(hook)) continue;
			return {
				code: 'wrong-hook',
				message:
					hook === rule.chain
						? `${name} is not allowed in ${hook}.`
						: `${name} is not allowed in ${hook}, from which ${rule.chain} is reached.`,
				help: `It is for ${hooks.join(', ')}.`
			};
		}
	}
	return isWhole ? extension.checkInKernel?.(options, rule)[0] : undefined;
}
