/** Runs a recorded scenario through the engine and compares it with what the kernel did. */
import { noRules, printSave } from '$lib/iptables';
import { Stack } from '$lib/netfilter';
import { changeHost } from './change-host';
import { comparisons, type Row } from './compare';
import { numberAt, objectAt, objectsAt, textAt, type Json } from './json';
import { load, loadFirst } from './load-rules';
import { releaseOf, savedRows } from './saved-form';
import { withSettings } from './host';
import { scenarioOf } from './scenario';

export interface Replay {
	readonly passed: number;
	readonly failed: number;
	/** One line per difference, the scenario's name first. */
	readonly differences: readonly string[];
}

/** Counts the results that agree, and lists those that do not. */
class Tally {
	passed = 0;
	failed = 0;
	readonly differences: string[] = [];
	readonly #name: string;

	constructor(name: string) {
		this.#name = name;
	}

	check(what: string, rows: readonly Row[]): void {
		const wrong = rows.filter(([, expected, found]) => expected !== found);
		if (wrong.length === 0) {
			this.passed++;
			return;
		}
		this.failed++;
		for (const [name, expected, found] of wrong)
			this.differences.push(
				`${this.#name} ${what}: ${name}: kernel ${expected || '-'}, found ${found || '-'}`
			);
	}
}

export function replay(recorded: Json): Replay {
	const scenario = scenarioOf(objectAt(recorded, 'scenario'));
	const { name, backend, family } = scenario;
	const result = objectAt(recorded, 'result');
	// There is no result: the packets could not be made, or the recorder failed.
	if (textAt(result, 'error') !== undefined) return { passed: 0, failed: 0, differences: [] };
	const tally = new Tally(`${name} (${backend} ${family})`);
	const first = loadFirst(
		{ ruleSets: noRules(backend), ipsets: [] },
		scenario.rules,
		scenario,
		objectAt(result, 'load')
	);
	let { loaded } = first;
	const saved = textAt(result, 'ruleset');
	const release = releaseOf(saved, loaded.ruleSets[family]);
	const printed = () => printSave(loaded.ruleSets[family], { version: release });
	tally.check('load', [
		first.refused,
		...(saved === undefined ? [] : [savedRows(saved, printed())])
	]);

	let chosen: readonly number[] = [];
	const stack = new Stack(loaded.ruleSets[family], scenario.host, {
		loadedBy: release,
		// The recorder blocks copies that would loop back to their sender.
		loopsBack: false,
		set: (wanted) => loaded.ipsets.find((each) => each.name === wanted),
		draw: (low, size) => chosen.find((port) => port >= low && port < low + size) ?? low
	});
	const results = objectsAt(result, 'packets');
	scenario.steps.forEach((step, i) => {
		const found = results[i];
		switch (step.kind) {
			case 'packet': {
				// The packet could not be made: the kernel never saw it.
				if (found && textAt(found, 'error') !== undefined) break;
				const final = objectAt(found ?? {}, 'final');
				chosen = ['sport', 'dport', 'icmpId'].map((field) => numberAt(final, field) ?? -1);
				const passage = stack.send(step.packet);
				if (found) tally.check(`packet ${i}`, comparisons(found, passage, scenario));
				return;
			}
			case 'wait':
				stack.wait(step.milliseconds);
				break;
			case 'ip':
				stack.reconfigure(changeHost(stack.host, family, step.commands));
				break;
			case 'sysctl':
				stack.reconfigure(withSettings(stack.host, step.set));
				break;
			case 'rules': {
				const more = load(loaded, step.rules, scenario, found ?? {}, first.release);
				({ loaded } = more);
				stack.load(loaded.ruleSets[family]);
				if (found) tally.check(`step ${i}`, [more.refused]);
			}
		}
		stack.skip();
	});
	const { passed, failed, differences } = tally;
	return { passed, failed, differences };
}
