// xt_cluster_mt, https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/xt_cluster.c
import { hashWords, memoryWords, scaleHash } from '../../net';
import type { Complaint } from '../extension';
import type { OptionUse } from '../ruleset';
import { match, needsOne, option, use } from './define';
import { always, evaluation, unknown } from './evaluate';
import { whole } from './types/whole';

const mostNodes = 32;
const hex8 = (value: number) => `0x${value.toString(16).padStart(8, '0')}`;

const nodemask = option(
	'cluster-local-nodemask',
	whole({ low: 1, high: mostNodes, print: hex8 }),
	'Nodes that this host stands for, as bits.',
	{ invertible: true, excludes: ['cluster-local-node'], phrase: 'for nodes $' }
);
const total = option(
	'cluster-total-nodes',
	whole({ low: 1, high: mostNodes }),
	'How many nodes there are.',
	{ mandatory: true, phrase: 'out of $' }
);
const seed = option(
	'cluster-hash-seed',
	whole({ high: 0xffff_ffff, print: hex8 }),
	'Seed of the hash that shares out the connections.',
	{ mandatory: true, phrase: 'by hash seed $' }
);
const node = option(
	'cluster-local-node',
	whole({ low: 1, high: mostNodes }),
	'The node that this host is.',
	{ invertible: true, excludes: ['cluster-local-nodemask'] }
);

function check(options: readonly OptionUse[]): readonly Complaint[] {
	const missing = needsOne(node.name, nodemask.name)(options);
	if (missing.length > 0) return missing;
	const number = node.in(options)?.value.value;
	const mask = number === undefined ? (nodemask.in(options)?.value.value ?? 0) : 2 ** (number - 1);
	if (mask < 2 ** (total.in(options)?.value.value ?? 0)) return [];
	return [
		{
			code: 'node-beyond-total',
			message: 'the node is beyond the number of nodes',
			help: 'Raise --cluster-total-nodes.'
		}
	];
}

export const cluster = match({
	name: 'cluster',
	summary: 'The share of connections that falls to this node of a cluster.',
	options: [nodemask, total, seed, node],
	check,
	normal: (options) =>
		options.map((each) =>
			each.option === node.name && each.value.kind === 'number'
				? use(nodemask, { kind: 'number', value: 2 ** (each.value.value - 1) }, each.inverted)
				: each
		),
	evaluate: evaluation(
		always(nodemask.name, ({ options }) => {
			const nodes = nodemask.in(options);
			const count = total.in(options)?.value.value ?? 1;
			const initial = seed.in(options)?.value.value ?? 0;
			return ({ connection }) => {
				if (!connection) return unknown('what conntrack knows of the packet is left open');
				const { original, expectedBy } = connection;
				if (expectedBy !== null) return unknown('the connection that expected it is not known');
				if (!original) return false;
				// The kernel hashes only the first 32 bits of an IPv6 address: it divides a number of words by 4.
				const words = memoryWords(original.src).slice(0, 1);
				const node = scaleHash(hashWords(words, initial), count);
				const mine = ((nodes?.value.value ?? 0) >>> node) & 1;
				return (mine === 1) !== (nodes?.inverted ?? false);
			};
		})
	)
});
