import type { Format } from '../format';
import { bypassWords, leftOut, locationWords, noPath } from '../left-out';
import { quoteShell } from '../quote';
import { distinct } from '../selection';

const tool = '/usr/libexec/ApplicationFirewall/socketfilterfw';

export const socketFilterFw: Format = {
	id: 'socketfilterfw',
	product: 'macOS application firewall',
	name: 'socketfilterfw',
	platforms: ['macos'],
	file: {
		name: 'zscaler-firewall.sh',
		lineEnd: '\n',
		encoding: 'utf-8',
		type: 'text/x-shellscript'
	},
	sources: [
		{
			title: 'Krypted: the application layer firewall from the command line',
			url: 'https://krypted.com/mac-security/the-os-x-application-layer-firewall-part-3-lion/'
		}
	],
	caveats: [
		'This firewall looks at inbound connections only: outbound ones always pass, so an outbound bypass needs no entry here, and can’t have one.',
		'An app must be added before it can be unblocked, and by an absolute path.',
		'Where a configuration profile manages the firewall, the command line can’t change it.'
	],
	write({ locations, bypasses }) {
		const mac = bypasses.filter(({ bypass }) => bypass.platform === 'macos');
		const inbound = mac.filter(({ bypass }) => bypass.direction === 'inbound');
		const programs = distinct(
			inbound.flatMap(({ path, kind }) => (path === undefined || kind === 'folder' ? [] : [path])),
			(path) => path
		).map(quoteShell);
		const each = (option: string): readonly string[] =>
			programs.map((path) => `sudo ${tool} ${option} ${path}`);
		return {
			lines: programs.flatMap((path) => [
				`sudo ${tool} --add ${path}`,
				`sudo ${tool} --unblockapp ${path}`
			]),
			left: [
				...leftOut(
					mac.filter(({ bypass }) => bypass.direction === 'outbound').map(bypassWords),
					'The firewall is for inbound connections only; outbound ones pass without a rule.'
				),
				...leftOut(
					inbound.filter(({ path }) => path === undefined).map(bypassWords),
					`${noPath} Programs inside Zscaler.app may be covered by the app’s own entry.`
				),
				...leftOut(
					inbound.filter(({ kind }) => kind === 'folder').map(bypassWords),
					'A folder can’t be added, only an app or a program.'
				),
				...leftOut(
					bypasses.filter(({ bypass }) => bypass.platform !== 'macos').map(bypassWords),
					'This format is for macOS.'
				),
				...leftOut(
					locations.map(locationWords),
					'A firewall entry is about a program: locations go into file exclusions.'
				)
			],
			undo: { words: 'Takes the programs out of the firewall’s list:', commands: each('--remove') },
			verify: {
				words: 'The list, to be checked under “Check a list”:',
				commands: [`sudo ${tool} --listapps`]
			}
		};
	}
};
