/**
 * The Linux exports, loaded by the real nft and iptables in a network namespace of their own. Passed
 * on Linux 6.18 with nft 1.0.6 and iptables 1.8.9; skipped if namespaces are not available.
 */
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { formats, select, textOf } from '../../src/lib/allowlist';
import { usualFolders } from '../../src/lib/catalog';

function inNamespace(script: string, input = ''): string | undefined {
	try {
		return execFileSync('unshare', ['-n', 'sh', '-e', '-c', script], {
			input,
			encoding: 'utf8',
			stdio: ['pipe', 'pipe', 'ignore']
		});
	} catch {
		return undefined;
	}
}

function exported(id: string): string {
	const selection = select({
		versions: [],
		macos: false,
		linux: true,
		withLocations: false,
		withBypasses: false,
		folders: usualFolders
	});
	const format = formats.find((each) => each.id === id);
	return format ? textOf(format, format.write(selection)) : '';
}

describe.skipIf(inNamespace('nft list ruleset') === undefined)('nft', () => {
	it.each(['nft-published', 'nft-corrected'])('%s loads, and loads again over itself', (id) => {
		const listed = inNamespace(
			'cat > /dev/shm/$$; nft -f /dev/shm/$$; nft -f /dev/shm/$$; rm /dev/shm/$$; nft list ruleset',
			exported(id)
		);
		expect(listed).toContain(
			id === 'nft-corrected' ? 'client_connector_host' : 'ip daddr 100.64.0.1'
		);
	});

	it('the two prefixes are exactly 100.64.0.0/16 to 100.83.0.0/16', () => {
		expect(inNamespace('nft -f -; nft list ruleset', exported('nft-corrected'))).toContain(
			'ip daddr { 100.64.0.0-100.83.255.255 }'
		);
	});
});

describe.skipIf(inNamespace('iptables -S && ip6tables -S') === undefined)('iptables', () => {
	it.each([
		['iptables-published', 9],
		['iptables-corrected', 7]
	])('%s enters %i rules', (id, count) => {
		const script = exported(id).replaceAll(/^sudo /gm, '');
		const saved = inNamespace('sh -e; iptables-save -t filter', script) ?? '';
		expect(saved.match(/^-A /gm)).toHaveLength(count);
	});
});
