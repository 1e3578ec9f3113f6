// policy_mt, https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/xt_policy.c
import type { Complaint, OptionType, RuleContext } from '../extension';
import type { OptionUse } from '../ruleset';
import type { ValueOf } from '../values';
import { builtInProtocolName } from '../../net';
import { match, option } from './define';
import { always, evaluation } from './evaluate';
import { hostMask } from './types/address';
import { choice } from './types/choice';
import { hex } from './types/mark';
import { none } from './types/none';
import { protocol } from './types/protocol';
import { bad } from './types/result';
import { whole } from './types/whole';

const element = { invertible: true, repeatable: true } as const;
const number = { high: 0xffff_ffff } as const;
const ipsecProtocols = [50, 51, 108];

const ipsecProtocol: OptionType<ValueOf<'number'>> = {
	...protocol,
	read(text, context) {
		const result = protocol.read(text, context);
		return result.ok && !ipsecProtocols.includes(result.value.value)
			? bad('bad-ipsec-protocol', `“${text}” is not esp, ah or ipcomp`, 'Write one of them.')
			: result;
	},
	print: ({ value }) => builtInProtocolName(value) ?? `${value}`
};

const direction = option(
	'dir',
	choice(['in', 'out'], { argument: 'in|out', exact: true }),
	'Looks at decapsulation or at encapsulation.',
	{ phrase: 'on the way $' }
);
const policyOption = option(
	'pol',
	choice(['none', 'ipsec'], { argument: 'none|ipsec', exact: true }),
	'Whether IPsec handles the packet.',
	{ phrase: 'with IPsec policy $' }
);
const strict = option('strict', none, 'The whole policy, not any part of it.', {
	phrase: 'exactly'
});
const reqid = option('reqid', whole(number), 'Id of the policy.', { ...element, phrase: 'id $' });
const spi = option('spi', whole({ ...number, print: hex }), 'SPI of the association.', {
	...element,
	phrase: 'SPI $'
});
const proto = option('proto', ipsecProtocol, 'esp, ah or ipcomp.', {
	...element,
	phrase: 'protocol $'
});
const mode = option(
	'mode',
	choice(['transport', 'tunnel'], { argument: 'tunnel|transport', exact: true }),
	'Tunnel or transport mode.',
	{ ...element, phrase: '$ mode' }
);
const tunnelDst = option('tunnel-dst', hostMask, 'Far end of the tunnel.', {
	...element,
	phrase: 'tunnel to $'
});
const tunnelSrc = option('tunnel-src', hostMask, 'Near end of the tunnel.', {
	...element,
	phrase: 'tunnel from $'
});
const next = option('next', none, 'Begins the next element of the policy.', {
	repeatable: true,
	requires: ['strict'],
	phrase: 'then'
});
const parts = [reqid, spi, proto, mode, tunnelDst, tunnelSrc];
const mostElements = 4;

/** The uses between one --next and the following. */
function elements(options: readonly OptionUse[]): readonly (readonly OptionUse[])[] {
	const all: OptionUse[][] = [[]];
	for (const use of options) {
		if (use.option === next.name) all.push([]);
		else if (parts.some(({ name }) => name === use.option)) all.at(-1)?.push(use);
	}
	return all;
}

function repeats(uses: readonly OptionUse[]): boolean {
	return new Set(uses.map(({ option: name }) => name)).size < uses.length;
}

function checkElement(uses: readonly OptionUse[], isStrict: boolean): string | undefined {
	if (isStrict && uses.length === 0) return 'an element of the policy is empty';
	const ends = tunnelSrc.in(uses) ?? tunnelDst.in(uses);
	const given = mode.in(uses);
	// Without --mode, the mode is transport.
	const transport = !given || (given.value.text === 'transport') !== given.inverted;
	return ends && transport ? 'ends of a tunnel need tunnel mode' : undefined;
}

function check(options: readonly OptionUse[]): readonly Complaint[] {
	const isNone = policyOption.in(options)?.value.text === 'none';
	const isStrict = strict.in(options) !== undefined;
	const all = elements(options);
	const wrong = !direction.in(options)
		? 'policy needs --dir in or --dir out'
		: all.some(repeats)
			? 'an element of the policy has an option twice'
			: isNone && (isStrict || all.length > 1)
				? 'a policy of none has no elements'
				: all.length > mostElements
					? `a policy has at most ${mostElements} elements`
					: isNone
						? undefined
						: all.map((each) => checkElement(each, isStrict)).find((text) => text !== undefined);
	if (wrong === undefined) return [];
	return [{ code: 'bad-policy', message: wrong, help: 'See the policy match in the manual.' }];
}

function checkInKernel(
	options: readonly OptionUse[],
	{ hooks }: RuleContext
): readonly Complaint[] {
	const way = direction.in(options)?.value.text;
	const wrong =
		(way === 'out' && (hooks.has('PREROUTING') || hooks.has('INPUT'))) ||
		(way === 'in' && (hooks.has('POSTROUTING') || hooks.has('OUTPUT')));
	if (!wrong) return [];
	return [
		{
			code: 'policy-direction',
			message: `--dir ${way} has no meaning in this chain`,
			help: 'Use --dir in where packets come in, --dir out where they leave.',
			option: direction.name
		}
	];
}

/** Direction, policy and strictness first, then each element in the order of print_entry. */
function normal(options: readonly OptionUse[]): readonly OptionUse[] {
	const isNone = policyOption.in(options)?.value.text === 'none';
	const flags = [direction, policyOption, strict].flatMap(({ name }) =>
		options.filter((use) => use.option === name)
	);
	const separators = options.filter(({ option: name }) => name === next.name);
	const shownPolicy = policyOption.in(options)
		? []
		: [
				{
					option: policyOption.name,
					inverted: false,
					value: { kind: 'text', text: 'ipsec' }
				} as const
			];
	const head = [...flags.slice(0, 1), ...shownPolicy, ...flags.slice(1)];
	if (isNone) return head;
	return [
		...head,
		...elements(options).flatMap((uses, i) => [
			...separators.slice(i - 1, i > 0 ? i : 0),
			...parts.flatMap(({ name }) => uses.filter((use) => use.option === name))
		])
	];
}

export const policy = match({
	name: 'policy',
	summary: 'How IPsec handles the packet.',
	options: [direction, policyOption, strict, ...parts, next],
	ordered: true,
	check,
	checkInKernel,
	normal,
	evaluate: evaluation(
		// IPsec is not part of the host's description: no packet has a policy.
		always(policyOption.name, ({ options }) => {
			const outcome = policyOption.in(options)?.value.text === 'none';
			return () => outcome;
		})
	)
});
