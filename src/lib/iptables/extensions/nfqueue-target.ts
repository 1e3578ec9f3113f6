// Options: https://git.netfilter.org/iptables/tree/extensions/libxt_NFQUEUE.c
import type { OptionType } from '../extension';
import type { ValueOf } from '../values';
import { option, use } from './define';
import { unknownTarget } from './side-target';
import { none } from './types/none';
import { bad } from './types/result';
import { whole, wholeRange } from './types/whole';

const range = wholeRange(65_534, 'first:last');
const balance: OptionType<ValueOf<'range'>> = {
	...range,
	read(text, context) {
		const result = range.read(text, context);
		if (!result.ok) return result;
		return text.includes(':') && result.value.low < result.value.high
			? result
			: bad(
					'bad-range',
					`“${text}” is not a range of queues`,
					'Write first:last, the lower first.'
				);
	}
};
const number = option('queue-num', whole({ high: 0xffff }), 'Number of the queue.', {
	excludes: ['queue-balance'],
	phrase: 'in queue $'
});
const balanced = option('queue-balance', balance, 'Shares the packets over several queues.', {
	excludes: ['queue-num'],
	phrase: 'in queues $'
});

export const NFQUEUE = unknownTarget('the program behind the queue decides', {
	name: 'NFQUEUE',
	outcomes: ['accept', 'drop'],
	summary: 'Hands the packet to a program, which decides.',
	options: [
		number,
		balanced,
		option('queue-bypass', none, 'Accepts when no program listens.', {
			phrase: 'accepting when no program listens'
		}),
		option('queue-cpu-fanout', none, 'Chooses the queue by processor.', {
			requires: ['queue-balance'],
			phrase: 'by processor'
		})
	],
	normal: (options) =>
		options.some(({ option: name }) => name === number.name || name === balanced.name)
			? options
			: [use(number, { kind: 'number', value: 0 }), ...options]
});
