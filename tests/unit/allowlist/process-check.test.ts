/** Text cases for the check of a process list: the pasted text, `==>`, the result. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { checkProcesses, type Choice } from '../../../src/lib/allowlist';
import { usualFolders } from '../../../src/lib/catalog';

const folder = 'tests/cases/allowlist/processes';

const choice: Choice = {
	versions: ['64-bit'],
	macos: false,
	linux: false,
	withLocations: true,
	withBypasses: true,
	folders: usualFolders
};

function report(text: string): string {
	const check = checkProcesses(text, choice);
	return [
		`${check.kind}, ${check.platform}, ${check.count} processes`,
		...check.recognised.map(
			({ running, dossier, look }) =>
				`line ${running.line}: ${dossier.process.id}${running.path ? ` at ${running.path}` : ''}${look && `. Worth a look: ${look}`}`
		),
		...check.absent.map(
			({ dossier, reason }) => `absent: ${dossier.process.id}${reason && ` (${reason})`}`
		)
	].join('\n');
}

it.each(readdirSync(folder))('%s', (name) => {
	const [pasted = '', expected = ''] = readFileSync(`${folder}/${name}`, 'utf8').split('\n==>\n');
	const found = report(pasted);
	if (process.env['UPDATE_GOLDEN'])
		writeFileSync(`${folder}/${name}`, `${pasted}\n==>\n${found}\n`);
	else expect(`${found}\n`).toBe(expected);
	expect(report(pasted.replaceAll('\n', '\r\n'))).toBe(found);
});

it('calls no process malicious or suspicious', () => {
	for (const name of readdirSync(folder)) {
		const text = readFileSync(`${folder}/${name}`, 'utf8');
		expect(text).not.toMatch(/malware|malicious|suspicious|attack|fake|virus/i);
	}
});
