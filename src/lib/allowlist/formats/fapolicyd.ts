import type { Format } from '../format';
import { quoteShell } from '../quote';
import { beyondLinuxFiles, linuxFiles } from './linux-parts';

const cli = 'sudo fapolicyd-cli';

export const fapolicyd: Format = {
	id: 'fapolicyd',
	product: 'fapolicyd',
	name: 'Trust file commands',
	platforms: ['linux'],
	file: {
		name: 'zscaler-fapolicyd.sh',
		lineEnd: '\n',
		encoding: 'utf-8',
		type: 'text/x-shellscript'
	},
	sources: [
		{
			title: 'Oracle Linux: managing file trusts',
			url: 'https://docs.oracle.com/en/operating-systems/oracle-linux/9/fapolicyd/fapolicyd-ModifyingFileTrusts.html'
		}
	],
	caveats: [
		'The trust database holds the size and hash of each file: after every update of Client Connector, update the entries (fapolicyd-cli --file update) and then the database.',
		'Files that come from an RPM package are trusted already.'
	],
	write(selection) {
		const files = linuxFiles(selection).map(quoteShell);
		const lines = (verb: string): readonly string[] =>
			files.length === 0
				? []
				: [
						...files.map(
							(path) =>
								`${cli} --file ${verb} ${path}${verb === 'add' ? ' --trust-file zscaler' : ''}`
						),
						`${cli} --update`
					];
		return {
			lines: lines('add'),
			left: beyondLinuxFiles(selection),
			undo: { words: 'Takes the files out again:', commands: lines('delete') },
			verify: {
				words: 'The trust database, filtered:',
				commands: [`${cli} --dump-db | grep /opt/zscaler/`]
			}
		};
	}
};
