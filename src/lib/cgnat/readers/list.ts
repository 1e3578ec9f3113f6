import {
	readAbbreviated,
	readMasked,
	readPrefixOrAddress,
	readSpan,
	type AddressRange
} from '../address-range';
import { found, type Line, type LineReader } from './reader';

/** Meaningless characters around an item: bullets, quotes, brackets. */
const wrapping = /^[\s"'`[\](){}*\u2022-]+|[\s"'`[\](){}]+$/g;

function item(text: string): AddressRange | undefined {
	const whole = readPrefixOrAddress(text) ?? readSpan(text);
	if (whole) return whole;
	// `100.64/10`, but not a bare number, which could be anything.
	if (/^[\d.]+\/\d+$/.test(text)) return readAbbreviated(text);
	const [, address = '', mask = ''] = /^(\S+)\s+(?:mask\s+)?(\S+)$/.exec(text) ?? [];
	return masklike.test(mask) ? readMasked(address, mask) : undefined;
}

/** A mask, possibly with holes; anything else after an address is another address. */
const masklike = /^(128|192|224|240|248|25[245])\.\d+\.\d+\.\d+$/;

type Item = { readonly text: string; readonly range: AddressRange };

/** One item, or several separated by blanks; undefined unless all can be read. */
function items(text: string): readonly Item[] | undefined {
	const whole = item(text);
	if (whole) return [{ text, range: whole }];
	const parts: Item[] = [];
	for (const word of text.split(/\s+/)) {
		const range = masklike.test(word) ? undefined : item(word);
		if (!range) return undefined;
		parts.push({ text: word, range });
	}
	return parts;
}

function read(line: Line): readonly Item[] | undefined {
	const all: Item[] = [];
	const plain = line.text.replace(/(^|\s)(#|\/\/).*$/, '');
	for (const piece of plain.split(/[,;]/)) {
		const text = piece.replace(wrapping, '');
		if (text === '') continue;
		const some = items(text);
		if (!some) return undefined;
		all.push(...some);
	}
	return all;
}

/** Prefixes, ranges and addresses, one or several per line; `#` starts a comment. */
export const list: LineReader = (line) => {
	const some = read(line);
	if (!some) return undefined;
	let from = 0;
	return {
		found: some.map(({ text, range }) => {
			const network = found(line, text, range, 'listed', undefined, from);
			from = network.span.endColumn - 1;
			return network;
		})
	};
};
