import type { CodeServices, Renaming } from '$lib/editor';
import type {
	TextEdit,
	ColouredPart,
	Explanation,
	LineExplanation,
	NameUse,
	Place,
	Suggestions
} from '$lib/text';
import { Cancelled, connect } from '$lib/worker';
import type { Remote } from 'comlink';
import type {
	Answer,
	FlowAnswer,
	FlowReading,
	Question,
	Reading,
	Settings,
	TraceNode
} from './answer';
import type { Api } from './simulate.worker';
import spawn from './simulate.worker?spawn';

/** Milliseconds after the last keystroke before the worker is asked; more if answers take long. */
const pause = 60;
const longestPause = 800;
/** Milliseconds of work after which the page offers to stop it. */
const patience = 1500;

const nothing: Reading = {
	version: 0,
	kind: '',
	problems: [],
	numbers: { rule: new Int32Array(), place: new Uint16Array(), places: [] },
	steps: 0,
	rules: 0
};

/** The earlier words of the flows whose word has changed. */
function changes(
	before: readonly FlowAnswer[],
	after: readonly FlowAnswer[]
): ReadonlyMap<string, string> {
	const old = new Map(before.map((flow) => [flow.id, flow]));
	const found = new Map<string, string>();
	for (const flow of after) {
		const was = old.get(flow.id);
		if (was && was.word !== flow.word) found.set(flow.id, was.word);
	}
	return found;
}

/**
 * The page's side of the worker: edits are sent at once and in order, questions when the user
 * pauses, never more than one at a time; the latest wins.
 */
export class Simulator implements CodeServices {
	reading: Reading = $state.raw(nothing);
	answer: Answer | undefined = $state.raw();
	/** Flows whose answer the last edit changed, each with its earlier word. */
	changed: ReadonlyMap<string, string> = $state.raw(new Map());
	/** The answer shown is older than the text. */
	stale = $state(true);
	/** The work takes long: the user may stop it. */
	slow = $state(false);
	/** Why the worker can't be asked. */
	failed: string | undefined = $state();

	readonly #worker = connect<Api>(spawn);
	/** Where the worker gets the text from when it starts. */
	readonly #text: () => string;
	#colourLine: (line: string) => readonly ColouredPart[] = () => [];
	#settings: Settings = { input: 'auto', family: 'ipv4', backend: 'nft' };
	#question: Question | undefined;
	/** Whether the worker has the text: false before the first question and after a stop. */
	#opened = false;
	#version = 0;
	#asking = false;
	#again = false;
	/** Milliseconds that the last answer took. */
	#took = 0;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(text: () => string) {
		this.#text = text;
	}

	edit(edits: readonly TextEdit[]): void {
		this.failed = undefined;
		this.#version++;
		const version = this.#version;
		if (this.#opened) void this.#tell((api) => api.edit(edits, version));
		this.#soon();
	}

	settings(settings: Settings): void {
		this.#settings = settings;
		this.#version++;
		const version = this.#version;
		if (this.#opened) void this.#tell((api) => api.settings(settings, version));
		this.#soon();
	}

	ask(question: Question): void {
		this.failed = undefined;
		this.#question = question;
		this.#soon();
	}

	stop(): void {
		this.#opened = false;
		this.#worker.cancel();
	}

	/** Asks again after a stop or a failure. */
	resume(): void {
		this.failed = undefined;
		this.#soon();
	}

	run(from: number, to: number): Promise<readonly TraceNode[]> {
		return this.#worker.run((api) => api.run(from, to));
	}

	/** The rules as iptables-save prints them. */
	saved(): Promise<string> {
		return this.#worker.run((api) => api.saved());
	}

	/** Reads a flow from one line, or says why it can't be read. */
	readFlow(line: string): Promise<FlowReading> {
		return this.#worker.run(async (api) => await api.readFlow(line));
	}

	explain(at: Place): Promise<Explanation | undefined> {
		return this.#serve((api) => api.explain(at), undefined);
	}

	explainLine(at: Place): Promise<LineExplanation | undefined> {
		return this.#serve((api) => api.explainLine(at), undefined);
	}

	suggest(at: Place, asked: boolean): Promise<Suggestions | undefined> {
		return this.#serve((api) => api.suggest(at, asked), undefined);
	}

	nameAt(at: Place): Promise<NameUse | undefined> {
		return this.#serve((api) => api.nameAt(at), undefined);
	}

	rename(at: Place, name: string): Promise<Renaming> {
		const refusal = { ok: false, message: 'The rule set has not been read yet.' } as const;
		return this.#serve<Renaming>(async (api) => await api.rename(at, name), refusal);
	}

	/** The language is loaded with the editor: until then the page must stay small. */
	async ready(): Promise<void> {
		const { colourLine } = await import('$lib/iptables');
		this.#colourLine = colourLine;
	}

	colour(line: string): readonly ColouredPart[] {
		return this.#colourLine(line);
	}

	end(): void {
		clearTimeout(this.#timer);
		this.#question = undefined;
		this.#worker.cancel();
	}

	/** Sends an edit or a setting: if that fails, the next question brings the worker up to date. */
	async #tell(send: (api: Remote<Api>) => Promise<void>): Promise<void> {
		try {
			await this.#worker.run(send);
		} catch {
			this.#opened = false;
		}
	}

	/** Questions of the editor, which can do without an answer. */
	async #serve<T>(ask: (api: Remote<Api>) => Promise<T>, otherwise: T): Promise<T> {
		if (!this.#opened) return otherwise;
		try {
			return await this.#worker.run(ask);
		} catch {
			return otherwise;
		}
	}

	#soon(): void {
		this.stale = true;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(
			() => {
				void this.#go();
			},
			Math.min(longestPause, Math.max(pause, this.#took / 2))
		);
	}

	async #go(): Promise<void> {
		if (this.#asking) {
			this.#again = true;
			return;
		}
		const question = this.#question;
		if (!question || this.failed !== undefined) return;
		this.#asking = true;
		const began = performance.now();
		const patient = setTimeout(() => {
			this.slow = true;
		}, patience);
		try {
			if (!this.#opened) {
				this.#opened = true;
				const version = this.#version;
				await this.#worker.run((api) => api.open(this.#text(), this.#settings, version));
			}
			const reading = await this.#worker.run((api) => api.reading());
			if (reading.version === this.#version) this.reading = reading;
			const answer = await this.#worker.run((api) => api.answer(question));
			if (answer.version === this.#version && question === this.#question) this.#show(answer);
		} catch (error) {
			this.#opened = false;
			this.failed =
				error instanceof Cancelled
					? 'Stopped.'
					: `The simulation failed: ${error instanceof Error ? error.message : String(error)}`;
		} finally {
			clearTimeout(patient);
			this.#took = performance.now() - began;
			this.slow = false;
			this.#asking = false;
		}
		if (this.#again) {
			this.#again = false;
			this.#soon();
		}
	}

	#show(answer: Answer): void {
		const before = this.answer;
		if (before && before.version !== answer.version)
			this.changed = changes(before.flows, answer.flows);
		this.answer = answer;
		this.stale = false;
	}
}
