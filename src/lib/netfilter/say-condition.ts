/** The condition of a case in words: "it comes in on lo", "its source port is 22". */
import { inWords } from '$lib/text';
import { coverRange4, coverRange6, printMasked4, printMasked6, sayAddress } from '../net';
import type { FieldName } from '../iptables';
import type { Domain } from './domain';
import { complement } from './domain';
import { sayField } from './say-field';
import { sayFlags } from './say-flags';
import type { Box } from './simulate';
import type { OpenVariable } from './world';

const subjects: Readonly<Partial<Record<FieldName, string>>> = {
	src: 'its source',
	dst: 'its destination',
	protocol: 'its protocol',
	sport: 'its source port',
	dport: 'its destination port',
	tcpFlags: 'its flags',
	icmpType: 'its ICMP type',
	icmpCode: 'its ICMP code',
	length: 'its length',
	ttl: 'its TTL',
	tos: 'its TOS',
	mark: 'its mark',
	uid: 'its owner',
	gid: 'its group',
	state: 'its state'
};

/** The parts of a domain, each as short as possible. */
function parts(field: FieldName, domain: Domain): string[] {
	if (domain.kind === 'names') return [...domain.names];
	if (domain.kind === 'bigs')
		return domain.set.flatMap((range) => {
			const prefixes = coverRange6(range);
			return prefixes.length > 2
				? [`${sayAddress(range.lo)}-${sayAddress(range.hi)}`]
				: prefixes.map(printMasked6).map((text) => text.replace(/\/128$/, ''));
		});
	if (field === 'src' || field === 'dst')
		return domain.set.flatMap((range) => {
			const prefixes = coverRange4(range);
			return prefixes.length > 2
				? [`${sayAddress(range.lo)}-${sayAddress(range.hi)}`]
				: prefixes.map(printMasked4).map((text) => text.replace(/\/32$/, ''));
		});
	if (field === 'tcpFlags')
		return sayFlags(
			new Set(
				domain.set.flatMap(({ lo, hi }) => Array.from({ length: hi - lo + 1 }, (_, i) => lo + i))
			)
		);
	return domain.set.flatMap(({ lo, hi }) => {
		if (lo === hi) return [sayField(field, lo)];
		if (field === 'protocol')
			return hi - lo > 8
				? [`${sayField(field, lo)} to ${sayField(field, hi)}`]
				: Array.from({ length: hi - lo + 1 }, (_, i) => sayField(field, lo + i));
		return [`${sayField(field, lo)} to ${sayField(field, hi)}`];
	});
}

/** Words as alternatives; if there are many, only the first. */
function alternatives(words: readonly string[]): string {
	const shown = words.length > 4 ? [...words.slice(0, 3), `${words.length - 3} more`] : words;
	return inWords(shown, 'or');
}

function isIn(field: FieldName): boolean {
	return field === 'src' || field === 'dst';
}

/** One open field: what it is, or what it is not, whichever is shorter. */
function sayVariable({ field, domain, all }: OpenVariable): string {
	const is = parts(field, domain);
	const isNot = parts(field, complement(domain, all));
	const negated = isNot.length > 0 && isNot.length < is.length;
	const words = alternatives(negated ? isNot : is);
	if (field === 'in')
		return negated ? `it does not come in on ${words}` : `it comes in on ${words}`;
	const within =
		isIn(field) && (negated ? isNot : is).some((word) => /[/-]/.test(word)) ? ' in' : '';
	const verb = field === 'tcpFlags' ? 'are' : 'is';
	return `${subjects[field] ?? field} ${verb}${negated ? ' not' : ''}${within} ${words}`;
}

const matching = { yes: 'matches', no: 'does not match' } as const;

/** Everything that must hold, joined by "and"; empty for an unconditional box. */
export function sayBox({ variables, assumptions }: Box, several: boolean): string {
	const open = variables.map((variable) =>
		several ? `${sayVariable(variable)} (packet ${variable.packet + 1})` : sayVariable(variable)
	);
	const assumed = assumptions.map(
		({ place: { table, chain, rule }, yes, wording = matching }) =>
			`${table} ${chain} ${rule} ${yes ? wording.yes : wording.no}`
	);
	return [...open, ...assumed].join(' and ');
}
