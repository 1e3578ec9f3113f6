/** What the listed forms of several extensions have in common. */
import type { ListedForm } from '../extension';

/** The words of an option, with the `!` in front if the listing has one. */
export function signed(sign: string | undefined, ...words: readonly string[]): readonly string[] {
	return sign === undefined || sign === '' ? words : ['!', ...words];
}

/** ` spt:!1 dpts:1024:65535` as a part of a pattern: four groups. */
export const listedPorts = String.raw`(?:\s+spts?:(!?)(\S+))?(?:\s+dpts?:(!?)(\S+))?`;

export function portWords([sourceSign, source, destinationSign, destination]: readonly (
	string | undefined
)[]): readonly string[] {
	return [
		...(source === undefined ? [] : signed(sourceSign, '--sport', source)),
		...(destination === undefined ? [] : signed(destinationSign, '--dport', destination))
	];
}

/** `udp spt:1 dpts:2:3`; the bare name if no port is tested. */
export function portsForm(name: string): ListedForm {
	return { pattern: new RegExp(`^${name}${listedPorts}`), words: portWords };
}

/** `MARK set 0x1`, and the other changes of the same bits. */
export function markForm(name: string): ListedForm {
	return {
		pattern: new RegExp(
			`^${name} (?:(and|or|xor) (0x[0-9a-f]+)|x?set (0x[0-9a-f]+(?:/0x[0-9a-f]+)?))$`
		),
		words: ([verb = '', bits = '', set]) =>
			set === undefined ? [`--${verb}-mark`, bits] : ['--set-xmark', set]
	};
}

/** `mark match ! 0x1/0xff` */
export function markMatchForm(name: string): ListedForm {
	return {
		pattern: new RegExp(String.raw`^(?:${name}) match\s+(! )?(0x[0-9a-f]+(?:/0x[0-9a-f]+)?)`),
		words: ([sign, value = '']) => signed(sign, '--mark', value)
	};
}

/** `icmptype 3 code 1`, or the name of the type without -n. Ranges of codes are not read. */
export function icmpForm(name: string, option: string): ListedForm {
	const number = String.raw`(?: (!))?type (\d+)(?: code (\d+))?(?! codes)(?=\s|$)`;
	return {
		pattern: new RegExp(`^${name}(?:${number}| (!?)([a-z]+(?:-[a-z]+)*))`),
		words: ([sign, type = '', code, nameSign, typeName]) =>
			typeName === undefined
				? signed(sign, option, code === undefined ? type : `${type}/${code}`)
				: signed(nameSign, option, typeName)
	};
}

/** `to:10.0.0.1:80 random`: the new destination or source, and flags. */
export function translationForm(lead: string, option: string): ListedForm {
	return {
		pattern: new RegExp(
			String.raw`^(?:${lead}(\S+))?((?:\s*\b(?:random-fully|random|persistent))*)$`
		),
		words: ([to, flags = '']) => [
			...(to === undefined ? [] : [option, to]),
			...(flags.match(/[a-z-]+/g) ?? []).map((flag) => `--${flag}`)
		]
	};
}
