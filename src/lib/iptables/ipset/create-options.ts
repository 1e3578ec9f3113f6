/** The options of create. Source: lib/args.c and lib/parse.c, https://git.netfilter.org/ipset/tree/lib */
import type { Family } from '../ruleset';
import { readAddress } from './addresses';
import { longestTimeout } from './entry-options';
import { readNumber } from './numbers';
import { readAnyPort, readPorts } from './ports';
import { isRefusal, refusal, type SetRefusal } from './refusal';

/** The options as given, before they are checked as a whole. */
export interface CreateDraft {
	family: Family | undefined;
	timeout?: number;
	counters?: true;
	comment?: true;
	skbinfo?: true;
	forceadd?: true;
	maxelem?: number;
	size?: number;
	netmask?: number;
	bitmask?: number | bigint;
	markmask?: number;
	/** First address or port, and the last, or the length of its network. */
	from?: number;
	to?: number;
	length?: number;
}

export interface CreateOption {
	/** It is followed by a word. */
	readonly takes: boolean;
	/** What it sets; no two options may set the same. */
	readonly sets: readonly string[];
	/** It is ignored, with a warning. */
	readonly dropped?: true;
	read(text: string, draft: CreateDraft): SetRefusal | undefined;
}

const uint32 = 0xffff_ffff;

function number(name: string, high: number, set: (draft: CreateDraft, value: number) => void) {
	return {
		takes: true,
		sets: [name],
		read(text: string, draft: CreateDraft) {
			const value = readNumber(text, 0, high);
			if (typeof value !== 'number') return value;
			set(draft, value);
			return undefined;
		}
	};
}

function flag(name: 'counters' | 'comment' | 'skbinfo' | 'forceadd'): CreateOption {
	return {
		takes: false,
		sets: [],
		read(_, draft) {
			draft[name] = true;
			return undefined;
		}
	};
}

const ignored: CreateOption = { takes: true, sets: [], dropped: true, read: () => undefined };

/** Reads the family, which is decided first. */
export function readFamily(text: string): Family | undefined | SetRefusal {
	if (/^(inet|ipv4|-4)$/.test(text)) return 'ipv4';
	if (/^(inet6|ipv6|-6)$/.test(text)) return 'ipv6';
	if (text === 'any' || text === 'unspec') return undefined;
	return refusal('set-family', `“${text}” is not a family.`, 'Write inet or inet6.');
}

const onlyOneMask = refusal(
	'set-two-masks',
	'A set has a netmask or a bitmask, not both.',
	'Keep one of them.'
);

const netmask: CreateOption = {
	takes: true,
	sets: ['netmask'],
	read(text, draft) {
		if (draft.bitmask !== undefined) return onlyOneMask;
		draft.family ??= 'ipv4';
		const value = readNumber(text, 1, draft.family === 'ipv4' ? 32 : 128);
		if (typeof value !== 'number') return value;
		draft.netmask = value;
		return undefined;
	}
};

const bitmask: CreateOption = {
	takes: true,
	sets: ['bitmask'],
	read(text, draft) {
		if (draft.netmask !== undefined) return onlyOneMask;
		draft.family ??= 'ipv4';
		const value = readAddress(text, draft.family, 'any');
		if (isRefusal(value)) return value;
		draft.bitmask = value.address;
		return undefined;
	}
};

/** `first-last` or `address/length`; for ports, `first-last`. */
function addressRange(form: 'range' | 'network' | 'from' | 'to'): CreateOption {
	return {
		takes: true,
		sets: form === 'to' ? ['to'] : ['from'],
		read(text, draft) {
			const value = readAddress(text, 'ipv4', form === 'from' || form === 'to' ? 'single' : 'any');
			if (isRefusal(value)) return value;
			const { address, to, length } = value;
			if (form === 'range' && to === undefined && length === undefined)
				return refusal(
					'set-range',
					`“${text}” is a single address.`,
					'Write first-last or address/length.'
				);
			if (form === 'network' && length === undefined)
				return refusal('set-range', `“${text}” is not a network.`, 'Write address/length.');
			if (form === 'to') draft.to = Number(address);
			else draft.from = Number(address);
			if (to !== undefined) draft.to = Number(to);
			if (length !== undefined) draft.length = length;
			return undefined;
		}
	};
}

function portRange(form: 'range' | 'from' | 'to'): CreateOption {
	return {
		takes: true,
		sets: form === 'to' ? ['to'] : ['from'],
		read(text, draft) {
			const value = form === 'range' ? readAnyPort(text) : readPorts(text, 'tcp');
			if (isRefusal(value)) return value;
			if (form === 'to') draft.to = value.port;
			else draft.from = value.port;
			if (form === 'range' && value.to !== undefined) draft.to = value.to;
			return undefined;
		}
	};
}

const familyOption: CreateOption = { takes: true, sets: [], read: () => undefined };

/** Options of every type. */
export const common: readonly (readonly [string, CreateOption])[] = [
	['timeout', number('timeout', longestTimeout, (draft, value) => (draft.timeout = value))],
	['counters', flag('counters')],
	['comment', flag('comment')],
	['skbinfo', flag('skbinfo')]
];

export const ofHashes: readonly (readonly [string, CreateOption])[] = [
	['hashsize', number('hashsize', uint32, () => undefined)],
	['maxelem', number('maxelem', uint32, (draft, value) => (draft.maxelem = value))],
	['bucketsize', number('bucketsize', 255, () => undefined)],
	['initval', number('initval', uint32, () => undefined)],
	['forceadd', flag('forceadd')]
];

export const ofFamilies: readonly (readonly [string, CreateOption])[] = [
	['family', familyOption],
	['-4', { ...familyOption, takes: false }],
	['-6', { ...familyOption, takes: false }]
];

/** Options that some types have: `ports` if a range is one of ports, else of addresses. */
export function ownOption(name: string, range: 'ports' | 'addresses' | 'none'): CreateOption {
	switch (name) {
		case 'netmask':
			return netmask;
		case 'bitmask':
			return bitmask;
		case 'markmask':
			return number(name, uint32, (draft, value) => (draft.markmask = value));
		case 'size':
			return number(name, uint32, (draft, value) => (draft.size = value));
		case 'range':
		case 'from':
		case 'to':
			if (range === 'none') return ignored;
			return range === 'ports' ? portRange(name) : addressRange(name);
		case 'network':
			return range === 'none' ? ignored : addressRange(name);
		default:
			return ignored;
	}
}
