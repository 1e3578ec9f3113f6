import { parseAddress, type Parsed, type Problem } from '$lib/net';
import {
	readRoute,
	type Host,
	type Interface,
	type InterfaceAddress,
	type Route
} from '$lib/netfilter';

export function readHost(text: string, forwarding: boolean): Parsed<Host> {
	const interfaces: { name: string; addresses: InterfaceAddress[]; up: boolean }[] = [];
	const routes: Route[] = [];
	const problems: Problem[] = [];
	for (const [index, line] of text.split('\n').entries()) {
		const head = /^\d+: ([^:@ ]+)(?:@[^:]*)?: <([^>]*)>/.exec(line);
		const inet = /^\s+inet6? (\S+)/.exec(line);
		if (line.trim() === '' || line.trim().startsWith('#')) continue;
		if (head)
			interfaces.push({
				name: head[1] ?? '',
				addresses: [],
				up: (head[2] ?? '').split(',').includes('UP')
			});
		else if (inet) {
			const [a = '', l] = (inet[1] ?? '').split('/');
			const address = parseAddress(a);
			if (address)
				interfaces.at(-1)?.addresses.push({
					family: address.family,
					address: address.value,
					length: Number(l ?? (address.family === 'ipv4' ? 32 : 128))
				});
		} else if (/^\s/.test(line)) continue;
		else {
			const route = readRoute(line, 'ipv4');
			if (route) routes.push(route);
			else
				problems.push({
					code: 'host-line',
					severity: 'error',
					message: 'Not understood.',
					help: '',
					span: { line: index + 1, column: 1, endColumn: line.length + 1 }
				});
		}
	}
	const found: Interface[] = interfaces;
	return { value: { interfaces: found, routes, forwarding }, problems };
}
