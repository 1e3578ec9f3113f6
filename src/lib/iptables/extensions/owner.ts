// owner_mt, https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/xt_owner.c
import type { Test } from '../evaluation';
import type { Complaint } from '../extension';
import { match, needsOne, option } from './define';
import { ask, evaluation, given, unknown } from './evaluate';
import { signed } from './listing';
import { none } from './types/none';
import { groups, owner as ownerType, users } from './types/owner';

const socketExists = option('socket-exists', none, 'The packet belongs to a socket.', {
	invertible: true,
	phrase: 'of a local socket'
});
const uid = option('uid-owner', ownerType(users, 'user'), 'User who owns the socket.', {
	invertible: true,
	phrase: 'of user $'
});
const gid = option('gid-owner', ownerType(groups, 'group'), 'Group of the socket’s owner.', {
	invertible: true,
	phrase: 'of group $'
});
const supplementary = option(
	'suppl-groups',
	none,
	'Also looks at the further groups of the owner.',
	{ phrase: 'with further groups' }
);

/** Without a socket, only negated conditions match. */
function inRange(field: 'uid' | 'gid', low: number, high: number, inverted: boolean): Test {
	return (packet) => {
		const value = packet[field];
		if (value === null) return inverted;
		if (value === undefined)
			return ask(packet, field, { kind: 'numbers', ranges: [[low, high]] }, inverted);
		return (value >= low && value <= high) !== inverted;
	};
}

function checkOrder(options: readonly { readonly option: string }[]): readonly Complaint[] {
	const at = options.findIndex(({ option: name }) => name === supplementary.name);
	const before = options.findIndex(({ option: name }) => name === gid.name);
	if (at < 0 || (before >= 0 && before < at)) return [];
	return [
		{
			code: 'option-order',
			message: '--suppl-groups must come after --gid-owner',
			help: 'Write --gid-owner first.',
			option: supplementary.name
		}
	];
}

export const owner = match({
	name: 'owner',
	summary: 'Who owns the local socket that the packet belongs to.',
	options: [socketExists, uid, gid, supplementary],
	listing: {
		pattern:
			/^(?:(! )?owner UID match (\S+))?(?:(?:^|\s+)(! )?owner GID match (\S+)( incl\. suppl\. groups)?)?/,
		words: ([userSign, user, groupSign, group, more]) => [
			...(user === undefined ? [] : signed(userSign, '--uid-owner', user)),
			...(group === undefined ? [] : signed(groupSign, '--gid-owner', group)),
			...(more === undefined ? [] : ['--suppl-groups'])
		]
	},
	hooks: ['OUTPUT', 'POSTROUTING'],
	check: (options) => [...needsOne()(options), ...checkOrder(options)],
	checkInKernel: (options) =>
		[uid, gid].flatMap((each) => {
			const range = each.in(options)?.value;
			if (!range || range.low <= range.high) return [];
			return [
				{
					code: 'reversed-range',
					message: `the range of --${each.name} begins above its end`,
					help: 'Write the lower number first.',
					option: each.name
				}
			];
		}),
	evaluate: evaluation(
		given(socketExists, (_, inverted) => ({ socket }) => {
			if (socket === undefined) return unknown('whether the packet has a socket is left open');
			return (socket === 'full') !== inverted;
		}),
		given(uid, ({ low, high }, inverted) => inRange('uid', low, high, inverted)),
		given(gid, ({ low, high }, inverted, { options }) => {
			const test = inRange('gid', low, high, inverted);
			if (!supplementary.in(options)) return test;
			// A user's supplementary groups are not described, and could only add to a match.
			return (packet) => {
				const outcome = test(packet);
				if (packet.gid === null || outcome === !inverted) return outcome;
				return unknown('the further groups of the owner are not given');
			};
		})
	)
});
