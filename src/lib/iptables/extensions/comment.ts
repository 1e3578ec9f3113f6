// Options: https://git.netfilter.org/iptables/tree/extensions/libxt_comment.c
import { match, option } from './define';
import { evaluation } from './evaluate';
import { text } from './types/text';

const remark = option(
	'comment',
	text({ argument: 'comment', cut: 255 }),
	'A remark on the rule, of which 255 octets are kept; it matches every packet.',
	{ mandatory: true, phrase: '$' }
);

export const comment = match({
	name: 'comment',
	summary: 'A remark on the rule.',
	options: [remark],
	// If the closing mark occurs twice, the first may be part of the text.
	listing: {
		pattern: /^\/\* ((?:(?! \*\/).)*) \*\/(?!.*\*\/)/,
		words: ([words = '']) => ['--comment', words]
	},
	evaluate: evaluation()
});
