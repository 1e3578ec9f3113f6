import { match, option } from './define';
import { evaluation } from './evaluate';
import { text } from './types/text';

const remark = option(
	'comment',
	text({ argument: 'comment', cut: 255, high: 255 }),
	'A remark on the rule, up to 255 octets; it matches every packet.',
	{ mandatory: true, phrase: 'noted as $' }
);

export const comment = match({
	name: 'comment',
	summary: 'A remark on the rule.',
	options: [remark],
	evaluate: evaluation()
});
