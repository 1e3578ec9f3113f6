import type { Complaint } from '../extension';
import { targetExtension } from '../extensions';
import type { Family } from '../ruleset';
import { CHAIN_NAME_ROOM } from './limits';
import { standardTargets } from './standard-targets';

/** iptables treats the verdicts as options of one target, called `standard`. */
function isTarget(name: string, family: Family): boolean {
	return (
		name === 'standard' || standardTargets.has(name) || targetExtension(name, family) !== undefined
	);
}

/** Why no chain can have this name; undefined if one can. */
export function chainNameComplaint(name: string, family: Family): Complaint | undefined {
	if (name.length >= CHAIN_NAME_ROOM) {
		return {
			code: 'chain-name-too-long',
			message: `The name of a chain has at most ${CHAIN_NAME_ROOM - 1} characters; this one has ${name.length}.`,
			help: 'Shorten it.'
		};
	}
	const complaint = (code: string, message: string): Complaint => ({
		code,
		message,
		help: 'Choose another name.'
	});
	if (name.startsWith('-') || name.startsWith('!')) {
		return complaint('bad-chain-name', `The name of a chain can’t begin with “${name.charAt(0)}”.`);
	}
	if (isTarget(name, family)) {
		return complaint(
			'chain-name-is-target',
			`“${name}” is the name of a target, so no chain can have it.`
		);
	}
	if (!/[ \t\n\v\f\r]/.test(name)) return undefined;
	return complaint(
		'bad-chain-name',
		`“${name}” has a space in it, which the name of a chain can’t have.`
	);
}
