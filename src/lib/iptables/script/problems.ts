/** Problems of a script, each reported once per place however often a loop gets there. */
import type { Problem, Span } from '$lib/net';

export class ScriptProblems {
	readonly #problems: Problem[];
	readonly #reported = new Set<string>();

	/** Adds what it reports to `problems`. */
	constructor(problems: Problem[]) {
		this.#problems = problems;
	}

	tell(
		severity: Problem['severity'],
		code: string,
		span: Span,
		message: string,
		help: string
	): void {
		const key = `${code} ${span.line} ${span.column}`;
		if (this.#reported.has(key)) return;
		this.#reported.add(key);
		this.#problems.push({ code, severity, message, help, span });
	}
}
