/** Shell scripts: run as far as they can be followed, with every iptables command on its line. */
import { ScriptRunner } from '../script/runner';
import { shellTokens } from '../shell/lexer';
import { shellScript } from '../shell/syntax';
import { Lines } from '../words/lines';
import type { Collector } from './collector';

export function readScript(collector: Collector, text: string): void {
	const returns = new Lines(text).firstReturn();
	if (returns >= 0) {
		collector.windowsLineEnds('the shell', { line: returns + 1, column: 1, endColumn: 2 });
	}
	const { tokens, open } = shellTokens(text);
	const { statements, faults } = shellScript(tokens);
	for (const { message, span } of faults) {
		collector.problems.push({ code: 'shell-syntax', severity: 'error', message, help: '', span });
	}
	if (open) {
		collector.problems.push({
			code: 'shell-syntax',
			severity: 'error',
			message: 'The quote that opens here is not closed, so the shell does not run what follows.',
			help: 'Close the quote.',
			span: open
		});
	}
	const errexit = /^#!\S*\/\w*sh\s+-[a-z]*e/.test(text);
	new ScriptRunner(collector, errexit).run(statements);
}
