// xt_ct_tg, https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/xt_CT.c
import { readNumber } from '../number';
import { protocolName } from '../../net';
import { conntrackHelper } from '../conntrack-helpers';
import type { Complaint, OptionType } from '../extension';
import type { Family, OptionUse } from '../ruleset';
import type { ValueOf } from '../values';
import { option, target } from './define';
import { choices } from './types/choice';
import { none } from './types/none';
import { bad, good } from './types/result';
import { bare, text } from './types/text';

const zoneType: OptionType<ValueOf<'text'>> = {
	argument: '{id|mark}',
	words: 1,
	is: (value) => value.kind === 'text',
	read(given) {
		if (given.toLowerCase() === 'mark') return good({ kind: 'text', text: 'mark' });
		const id = readNumber(given, 0, 65_535);
		return id < 0
			? bad('bad-zone', `“${given}” is not a zone`, 'Write 0 to 65535, or mark.')
			: good({ kind: 'text', text: `${id}` });
	},
	print: ({ text: id }) => id,
	say: ({ text: id }) => id
};

const events = [
	'new',
	'related',
	'destroy',
	'reply',
	'assured',
	'protoinfo',
	'helper',
	'mark',
	'natseqinfo',
	'secmark'
];
const exact = { argument: 'event[,...]', exact: true, join: 'and' } as const;

const notrack = option('notrack', none, 'Takes the packet out of connection tracking.', {
	says: () => ''
});
const helper = option(
	'helper',
	text({ argument: 'name', print: bare }),
	'Conntrack helper to use.',
	{
		phrase: 'with helper $'
	}
);
const timeout = option(
	'timeout',
	text({ argument: 'name', print: bare }),
	'Policy of timeouts to use.',
	{ phrase: 'with timeouts $' }
);
const ctevents = option('ctevents', choices(events, exact), 'Reports only these events.', {
	phrase: 'telling of $'
});
const expevents = option('expevents', choices(['new'], exact), 'Reports only these expectations.', {
	phrase: 'reporting expectations: $'
});
const zone = option('zone-orig', zoneType, 'Zone of the original direction.', {
	phrase: 'with the original direction in zone $'
});
const replyZone = option('zone-reply', zoneType, 'Zone of the reply direction.', {
	phrase: 'with the reply direction in zone $'
});
const bothZones = option('zone', zoneType, 'Zone of the connection.', {
	phrase: 'in zone $'
});
const zones = [
	[bothZones, 'both'],
	[zone, 'original'],
	[replyZone, 'reply']
] as const;

/**
 * One zone is kept: the last number given, or the mark if any is `mark`; for one direction if only
 * that is named, else for both. A helper or policy with an empty name counts as none.
 */
function normal(options: readonly OptionUse[]): readonly OptionUse[] {
	const uses = options.filter(({ option: name }) => name.startsWith('zone'));
	const rest = options.filter(
		({ option: name, value }) =>
			!name.startsWith('zone') &&
			!((name === helper.name || name === timeout.name) && value.kind === 'text' && !value.text)
	);
	const isMark = ({ value }: OptionUse) => value.kind === 'text' && value.text === 'mark';
	const kept = uses.find(isMark) ?? uses.at(-1);
	if (!kept || (kept.value.kind === 'text' && kept.value.text === '0')) return rest;
	const directed = uses.filter(({ option: name }) => name !== bothZones.name);
	const [first] = directed;
	const one = first && directed.every(({ option: name }) => name === first.option);
	return [...rest, { ...kept, option: one ? first.option : bothZones.name }];
}

/** nf_conntrack_helper_try_module_get: a helper is for one protocol in one family. */
function unservedBy(name: string, protocol: number, family: Family): readonly Complaint[] {
	const known = conntrackHelper(name);
	if (!known || (known.protocols.includes(protocol) && known.families.includes(family))) return [];
	const serves = known.protocols.map((each) => protocolName(each) ?? `${each}`).join(' or ');
	const inFamily = known.families.includes(family);
	return [
		{
			code: 'helper-of-another-protocol',
			message: `the conntrack helper ${name} reads ${inFamily ? serves : 'IPv4'} alone`,
			help: inFamily ? `Write -p ${serves}.` : 'Leave the rule out for IPv6.',
			option: helper.name
		}
	];
}

export const CT = target({
	name: 'CT',
	summary: 'Sets how the packet’s connection is tracked.',
	options: [notrack, helper, timeout, ctevents, expevents, zone, replyZone, bothZones],
	listing: {
		pattern: /^CT( notrack)?$/,
		words: ([untracked]) => (untracked === undefined ? [] : ['--notrack'])
	},
	tables: ['raw'],
	normal,
	checkInKernel(options, { header, family }) {
		const [first] = [helper, timeout].filter((each) => each.in(options));
		if (!first || notrack.in(options)) return [];
		const { protocol } = header;
		if (protocol && !protocol.inverted)
			return unservedBy(helper.in(options)?.value.text ?? '', protocol.value, family);
		return [
			{
				code: `${first.name}-without-protocol`,
				message:
					first === helper
						? 'a conntrack helper belongs to a protocol'
						: 'a policy of timeouts belongs to a protocol',
				help: 'Add -p tcp or -p udp.',
				option: first.name
			}
		];
	},
	action: (options) => (notrack.in(options) ? 'Leaves $ untracked' : undefined),
	effect(options) {
		if (notrack.in(options)) return { kind: 'notrack' };
		const named = helper.in(options)?.value.text;
		const policy = timeout.in(options)?.value.text;
		const given = zones.find(([each]) => each.in(options));
		const id = given?.[0].in(options)?.value.text;
		return {
			kind: 'track',
			...(given &&
				id !== undefined && { zone: { id: id === 'mark' ? id : Number(id), of: given[1] } }),
			...(named !== undefined && { helper: named }),
			...(policy !== undefined && { timeouts: policy })
		};
	}
});
