// recent_mt, https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/xt_recent.c
import type { Complaint, PrintContext, ReadContext } from '../extension';
import type { OptionUse } from '../ruleset';
import { explainer, match, needsOne, use } from './define';
import { always, evaluation } from './evaluate';
import { listTest } from './recent-list';
import {
	set,
	rcheck,
	update,
	remove,
	seconds,
	reap,
	hitcount,
	rttl,
	name,
	mask,
	rsource,
	rdest,
	allOnes,
	operations
} from './recent-options';

/** Name, mask and side are always shown; if both sides are given, the last one counts. */
function normal(options: readonly OptionUse[], { family }: ReadContext): readonly OptionUse[] {
	const sides = options.filter(
		({ option: given }) => given === rsource.name || given === rdest.name
	);
	const shown: OptionUse[] = [...sides.slice(-1)];
	if (shown.length === 0) shown.push(use(rsource, { kind: 'none' }));
	if (!name.in(options)) shown.push(use(name, { kind: 'text', text: 'DEFAULT' }));
	if (!mask.in(options))
		shown.push(
			use(
				mask,
				family === 'ipv4'
					? { kind: 'address4', address: 0xffff_ffff, mask: 0xffff_ffff }
					: { kind: 'address6', address: allOnes, mask: allOnes }
			)
		);
	return [...options.filter((each) => !sides.includes(each)), ...shown];
}

const mostHits = 65_535;

function checkInKernel(options: readonly OptionUse[]): readonly Complaint[] {
	if ((hitcount.in(options)?.value.value ?? 0) > mostHits)
		return [
			{
				code: 'hitcount-too-large',
				message: `the kernel keeps at most ${mostHits} times of an address`,
				help: 'Use a smaller --hitcount.',
				option: hitcount.name
			}
		];
	const counts = seconds.in(options) ?? hitcount.in(options);
	if (counts && (set.in(options) ?? remove.in(options)))
		return [
			{
				code: 'recent-set-counts',
				message: '--seconds and --hitcount have no meaning with --set and --remove',
				help: 'Use --update or --rcheck.'
			}
		];
	const listName = name.in(options)?.value.text;
	const file = listName !== undefined && /^\.{0,2}$|\//.test(listName);
	if (!file) return [];
	return [
		{
			code: 'bad-list-name',
			message: 'the list’s name can’t be that of a file',
			help: 'Choose another name.',
			option: name.name
		}
	];
}

const saidOf = new Map([
	[set.name, 'is put on list'],
	[rcheck.name, 'is on list'],
	[update.name, 'is on list'],
	[remove.name, 'was on list']
]);

/** "whose source is on list “ssh”, seen at least 4 times within 60 seconds, which is noted anew". */
function explain(options: readonly OptionUse[], context: PrintContext): string {
	const asked = options.find(({ option: given }) => saidOf.has(given));
	const side = rdest.in(options) ? 'destination' : 'source';
	const list = name.in(options)?.value.text ?? '';
	const head = `whose ${side} ${saidOf.get(asked?.option ?? '') ?? ''} “${list}”`;
	const hits = hitcount.in(options)?.value.value;
	const within = seconds.in(options)?.value.value;
	const seen = [
		...(hits === undefined ? [] : [`at least ${hits} times`]),
		...(within === undefined ? [] : [`within ${within} seconds`])
	].join(' ');
	const rest = options.filter(({ option: given }) =>
		[mask, rttl, reap].some((each) => each.name === given)
	);
	return [
		asked?.inverted ? `except those ${head}` : head,
		...(seen === '' ? [] : [`seen ${seen}`]),
		...(update.in(options) ? ['which is noted anew'] : []),
		...(remove.in(options) ? ['and is taken off it'] : []),
		sayRest(rest, context)
	]
		.filter((text) => text !== '')
		.join(', ');
}

const sayRest = explainer({ options: [mask, rttl, reap] });

export const recent = match({
	name: 'recent',
	summary: 'A list of addresses that rules fill and query.',
	options: [set, rcheck, update, remove, seconds, reap, hitcount, rttl, name, mask, rsource, rdest],
	check: needsOne(...operations),
	normal,
	explain,
	checkInKernel,
	evaluate: evaluation(always('', listTest))
});
