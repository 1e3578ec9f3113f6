// Options: https://git.netfilter.org/iptables/tree/extensions/libxt_time.c
import type { Complaint, PrintContext } from '../extension';
import type { OptionUse } from '../ruleset';
import { explainer, match, option, use } from './define';
import { unknowable } from './evaluate';
import { date, days, timeOfDay } from './types/clock';
import { none } from './types/none';

const lastSecond = 86_399;
/** The end of 32-bit time_t, which is what xt_time holds. */
const lastDate = 0x7fff_ffff;

/** Dates are printed the same everywhere. */
const anywhere = { family: 'ipv4', backend: 'nft' } as const;

/** `!` inverts the set of days itself. */
function flip(given: OptionUse): OptionUse | undefined {
	const { value, inverted } = given;
	if (value.kind !== 'flags') return given;
	const set = inverted ? (value.set ^ value.mask) >>> 0 : value.set;
	return set === value.mask ? undefined : { ...given, inverted: false, value: { ...value, set } };
}

const timestart = option('timestart', timeOfDay, 'From this time of day.', {
	phrase: 'from $'
});
const timestop = option('timestop', timeOfDay, 'To this time of day.', { phrase: 'to $' });
const monthdays = option(
	'monthdays',
	days({ argument: '1,2,...,31', last: 31, most: 31, kept: 32, letters: 2 }),
	'Days of the month.',
	{
		invertible: true,
		phrase: 'on day $ of the month',
		rewrite: flip
	}
);
const weekdays = option(
	'weekdays',
	days({
		argument: 'Mon,Tue,...',
		names: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
		last: 7,
		kept: 8,
		letters: 3,
		zero: 'The week does not begin with Sunday as 0'
	}),
	'Days of the week.',
	{ invertible: true, phrase: 'on $', rewrite: flip }
);
const datestart = option('datestart', date, 'From this date, in UTC.', { phrase: 'from $' });
const datestop = option('datestop', date, 'To this date, in UTC.', {
	phrase: 'until $',
	says: ({ value }) =>
		value === lastDate ? '' : `until ${date.print({ kind: 'number', value }, anywhere)}`
});
const kerneltz = option('kerneltz', none, 'Times are of the kernel’s time zone.', {
	excludes: ['utc'],
	phrase: 'in the kernel’s time zone'
});
const localtz = option('localtz', none, 'Old name of --kerneltz.', {
	excludes: ['utc'],
	rewrite: () => use(kerneltz, { kind: 'none' })
});
const utc = option('utc', none, 'Times are in UTC, which they are anyway.', {
	excludes: ['kerneltz', 'localtz'],
	rewrite: () => undefined
});
const contiguous = option('contiguous', none, 'A time span over midnight is one.', {
	phrase: 'over midnight'
});

function check(options: readonly OptionUse[]): readonly Complaint[] {
	const start = timestart.in(options)?.value.value ?? 0;
	const stop = timestop.in(options)?.value.value ?? lastSecond;
	if (!contiguous.in(options) || start >= stop) return [];
	return [
		{
			code: 'not-over-midnight',
			message: '--contiguous needs a span that begins after it ends',
			help: 'Leave it out, or turn the times round.',
			option: contiguous.name
		}
	];
}

/** Both times are shown as soon as one is not the default, and the end date always. */
function normal(options: readonly OptionUse[]): readonly OptionUse[] {
	const start = timestart.in(options)?.value.value ?? 0;
	const stop = timestop.in(options)?.value.value ?? lastSecond;
	const rest = options.filter(
		({ option: name, value }, i) =>
			name !== timestart.name &&
			name !== timestop.name &&
			!(name === datestart.name && value.kind === 'number' && value.value === 0) &&
			!(name === kerneltz.name && options.findIndex((each) => each.option === name) < i)
	);
	const end = datestop.in(options) ? [] : [use(datestop, { kind: 'number', value: lastDate })];
	if (start === 0 && stop === lastSecond) return [...rest, ...end];
	return [
		use(timestart, { kind: 'number', value: start }),
		use(timestop, { kind: 'number', value: stop }),
		...rest,
		...end
	];
}

const declared = [
	timestart,
	timestop,
	monthdays,
	weekdays,
	datestart,
	datestop,
	kerneltz,
	contiguous,
	localtz,
	utc
];

/** The times of day together, then the rest. */
function explain(uses: readonly OptionUse[], context: PrintContext): string {
	const start = timestart.in(uses);
	const stop = timestop.in(uses);
	const said = explainer({ options: declared });
	if (!start || !stop) return said(uses, context);
	const [from, to] = [start, stop].map(({ value }) => timeOfDay.say(value, context));
	const rest = uses.filter(({ option: name }) => name !== timestart.name && name !== timestop.name);
	return [`between ${from} and ${to}`, said(rest, context)]
		.filter((text) => text !== '')
		.join(', ');
}

export const time = match({
	name: 'time',
	summary: 'Time and date at which the packet arrives.',
	options: declared,
	check,
	normal,
	explain,
	evaluate: unknowable('the time at which the packet arrives is not given')
});
