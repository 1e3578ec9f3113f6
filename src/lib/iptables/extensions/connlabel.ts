import { match, option } from './define';
import { unknowable } from './evaluate';
import { none } from './types/none';
import { whole } from './types/whole';

export const connlabel = match({
	name: 'connlabel',
	summary: 'Labels of the connection.',
	options: [
		option(
			'label',
			// Names are those of the host's own connlabel.conf.
			whole({ high: 127, argument: 'bit', print: (bit) => `"${bit}"` }),
			'Bit of the label, 0 to 127.',
			{ invertible: true, mandatory: true, phrase: 'of a connection with label $' }
		),
		option('set', none, 'Sets the label when it is not set.', { phrase: 'setting it' })
	],
	evaluate: unknowable('labels of connections are not simulated')
});
