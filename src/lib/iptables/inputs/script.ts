/** Shell scripts: run as far as they can be followed, with every iptables command on its line. */
import { ScriptRunner } from '../script/runner';
import { shellTokens } from '../shell/lexer';
import { shellScript } from '../shell/syntax';
import type { Collector } from './collector';

export function readScript(collector: Collector, text: string): void {
	const { statements, faults } = shellScript(shellTokens(text));
	for (const { message, span } of faults) {
		collector.problems.push({ code: 'shell-syntax', severity: 'error', message, help: '', span });
	}
	const errexit = /^#!\S*\/\w*sh\s+-[a-z]*e/.test(text);
	new ScriptRunner(collector, errexit).run(statements);
}
