import type { ListEntry, ListReader } from '../list-entry';
import { bare } from '../path-like';

const value = String.raw`('(?:[^']|'')*'|"[^"]*"|[^\s'"]\S*)`;

interface Phrase {
	readonly pattern: RegExp;
	readonly about: ListEntry['about'];
}

/** The commands that set an allowlist, and AppLocker's XML. */
const phrases: readonly Phrase[] = [
	{ pattern: new RegExp(`-MpPreference\\b.*-ExclusionPath\\s+${value}`, 'i'), about: 'path' },
	{ pattern: new RegExp(`-MpPreference\\b.*-ExclusionProcess\\s+${value}`, 'i'), about: 'process' },
	{ pattern: new RegExp(`-FilePathRule\\s+${value}`, 'i'), about: 'path' },
	{ pattern: /<FilePathCondition\s+Path=("[^"]*")/, about: 'path' },
	{ pattern: new RegExp(`New-NetFirewallRule\\b.*-Program\\s+${value}`, 'i'), about: 'rule' },
	{ pattern: /\badd rule\b.*\bprogram=("[^"]*"|\S+)/i, about: 'rule' },
	{ pattern: new RegExp(`socketfilterfw\\s+--add\\s+${value}`), about: 'rule' },
	{ pattern: new RegExp(`fapolicyd-cli\\s+--file\\s+add\\s+${value}`), about: 'path' },
	{ pattern: new RegExp(`-F\\s+exe=${value}`), about: 'path' }
];

const entities: Readonly<Record<string, string>> = {
	'&amp;': '&',
	'&lt;': '<',
	'&gt;': '>',
	'&quot;': '"',
	'&apos;': "'"
};

function unquoted(written: string, line: string): string {
	if (written.startsWith("'")) return written.slice(1, -1).replace(/(['‘’‚‛])\1/g, '$1');
	if (line.includes('<FilePathCondition')) {
		return bare(written).replace(/&\w+;/g, (entity) => entities[entity] ?? entity);
	}
	return line.includes('netsh') ? bare(written).replaceAll('%%', '%') : bare(written);
}

/** Commands that set an allowlist: PowerShell, netsh, socketfilterfw, fapolicyd-cli, auditctl. */
export const readCommands: ListReader = (text) => {
	const entries = text.split(/\r?\n/).flatMap((line, index): ListEntry[] => {
		if (/^\s*(?:#|::|rem\b)/i.test(line)) return [];
		const phrase = phrases.find(({ pattern }) => pattern.test(line));
		const written = phrase?.pattern.exec(line)?.[1];
		if (!phrase || written === undefined) return [];
		const entry = { line: index + 1, text: unquoted(written, line), about: phrase.about };
		if (phrase.about !== 'rule') return [entry];
		const outbound = /-Direction\s+Outbound|\bdir=out\b/i.test(line);
		const blocks = /-Action\s+Block|\baction=block\b/i.test(line);
		return [
			{
				...entry,
				direction: outbound ? 'outbound' : 'inbound',
				...(blocks && { refuses: 'it blocks' })
			}
		];
	});
	const rules = entries.filter(({ about }) => about === 'rule').length;
	if (entries.length === 0) return undefined;
	return {
		kind: 'commands',
		covers: rules * 2 > entries.length ? 'bypasses' : 'locations',
		entries,
		problems: []
	};
};
