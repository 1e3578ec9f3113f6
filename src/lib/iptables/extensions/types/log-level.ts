import { readNumber } from '../../number';
import type { OptionType } from '../../extension';
import type { ValueOf } from '../../values';
import { bad, good } from './result';

const levels = ['emerg', 'alert', 'crit', 'error', 'warning', 'notice', 'info', 'debug'];

/** XTTYPE_SYSLOGLEVEL: 0 to 7 or a name in lower case, printed as a number. */
export const logLevel: OptionType<ValueOf<'number'>> = {
	argument: 'level',
	words: 1,
	is: (value) => value.kind === 'number',
	read(text) {
		const number = readNumber(text, 0, 7);
		const value = number >= 0 ? number : levels.indexOf(text === 'panic' ? 'emerg' : text);
		return value < 0
			? bad(
					'bad-log-level',
					`“${text}” is not a log level`,
					`Write 0 to 7 or one of ${levels.join(', ')}.`
				)
			: good({ kind: 'number', value });
	},
	print: ({ value }) => `${value}`,
	say: ({ value }) => levels[value] ?? `${value}`,
	suggestions: levels
};
