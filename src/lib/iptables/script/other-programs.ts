/** Commands of a script that are not about rules as read here, and what is reported about them. */
import type { Collector } from '../inputs/collector';
import type { RuleSet } from '../ruleset';
import type { SimpleCommand } from '../shell/statement';
import { readers } from './assigned';
import type { Flow, Status } from './flow';
import type { ScriptProblems } from './problems';
import { harmless, programName, queries, serviceScript } from './programs';
import { ruleEffect } from './rule-managers';
import type { Variables } from './variables';

const namesIptables = /\bip6?tables\b/;

function isUntouched({ tables }: RuleSet): boolean {
	return tables.every(({ chains }) =>
		chains.every(({ policy, rules }) => policy === 'ACCEPT' && rules.length === 0)
	);
}

export class OtherPrograms {
	readonly #collector: Collector;
	readonly #flow: Flow;
	readonly #variables: Variables;
	readonly #problems: ScriptProblems;

	constructor(collector: Collector, flow: Flow, variables: Variables, problems: ScriptProblems) {
		this.#collector = collector;
		this.#flow = flow;
		this.#variables = variables;
		this.#problems = problems;
	}

	/** A command whose program is `word`: it matters if it names iptables. */
	run(command: SimpleCommand, word: string, rest: readonly string[]): Status {
		const name = programName(word);
		const managed = this.#managed(command, word, rest);
		if (managed) return managed;
		if (harmless.has(name)) return 'ok';
		if (queries.has(name)) return 'unknown';
		if (readers.has(name))
			this.#variables.doubt(rest.flatMap((each) => each.match(/[A-Za-z_]\w*/g) ?? []));
		if (rest.some((each) => namesIptables.test(each)) || this.#flow.unsure.has(name))
			this.#problems.tell(
				'error',
				'not-followed',
				command.span,
				`What “${name}” does with iptables is not followed here; it is left out.`,
				'Write the iptables command itself.'
			);
		else
			this.#problems.tell(
				'info',
				'other-command',
				command.span,
				`“${name}” is not a command about rules that is read here; it is passed over.`,
				''
			);
		return 'unknown';
	}

	/** What another rule manager does; undefined if the program is none. */
	#managed({ span }: SimpleCommand, word: string, rest: readonly string[]): Status | undefined {
		const script = serviceScript(word);
		const effect =
			script === undefined
				? ruleEffect(programName(word), rest)
				: ruleEffect('service', [script, ...rest]);
		if (effect === undefined) return undefined;
		if (effect === 'asks') return 'unknown';
		if (effect === 'nothing' || (effect === 'removes' && this.#isUntouched())) return 'ok';
		const text = [word, ...rest].join(' ');
		this.#problems.tell(
			'warning',
			'changes-rules',
			span,
			effect === 'removes'
				? `“${text}” takes rules out of the kernel, which is not followed here: from this line on, rules that are shown may be gone.`
				: `“${text}” changes the rules in its own way, which is not followed here: from this line on, there may be other rules than those shown.`,
			'Look at the result with iptables-save.'
		);
		return 'ok';
	}

	#isUntouched(): boolean {
		const { ipv4, ipv6 } = this.#collector.machine.ruleSets();
		return isUntouched(ipv4) && isUntouched(ipv6);
	}

	/** `. file`: its commands run as if they were written here. */
	source({ span }: SimpleCommand, [file]: readonly string[]): Status {
		if (file === undefined) return 'failed';
		this.#problems.tell(
			'warning',
			'sourced-file',
			span,
			`The commands of ${file} run here too, and are not in the text: they may set variables, define functions and change rules.`,
			'Paste them in place of this line.'
		);
		return 'unknown';
	}

	/** `trap 'commands' EXIT`: commands that run at a signal or at the end are not followed. */
	trap({ span }: SimpleCommand, words: readonly string[]): Status {
		const [handler = ''] = words.filter((word) => word !== '--');
		if (handler === '' || handler.startsWith('-') || words.length < 2) return 'ok';
		const [program = ''] = handler.trim().split(/[\s;]/);
		const matters = namesIptables.test(handler) || this.#flow.functions.has(program);
		this.#problems.tell(
			matters ? 'error' : 'info',
			matters ? 'not-followed' : 'other-command',
			span,
			`What “trap” runs when the script ends, or at a signal, is not followed here; it is left out.`,
			matters ? 'Write what should stay at the end of the script.' : ''
		);
		return 'ok';
	}
}
