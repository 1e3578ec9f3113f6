import type { OptionType } from '../../extension';
import type { ValueOf } from '../../values';

/** An option without argument: present or not. */
export const none: OptionType<ValueOf<'none'>> = {
	argument: '',
	words: 0,
	is: (value) => value.kind === 'none',
	read: () => ({ ok: true, value: { kind: 'none' } }),
	print: () => '',
	say: () => ''
};
