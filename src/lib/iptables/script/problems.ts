/** Problems of a script, each told once for its place however often a loop comes by. */
import type { Problem, Span } from '$lib/net';

export class ScriptProblems {
	readonly #problems: Problem[];
	readonly #told = new Set<string>();

	/** Adds what it tells to `problems`. */
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
		if (this.#told.has(key)) return;
		this.#told.add(key);
		this.#problems.push({ code, severity, message, help, span });
	}
}
