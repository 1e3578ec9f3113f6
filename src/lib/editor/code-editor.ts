import { closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { lintKeymap, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import {
	Annotation,
	EditorState,
	StateEffect,
	Transaction,
	type TransactionSpec
} from '@codemirror/state';
import {
	drawSelection,
	EditorView,
	highlightActiveLine,
	highlightActiveLineGutter,
	highlightSpecialChars,
	keymap,
	lineNumbers
} from '@codemirror/view';
import type { TextEdit, Place } from '$lib/text';
import { colours } from './colours';
import { completion } from './completion';
import { hover } from './hover';
import { lineMarks, setMarks, setNotes } from './line-marks';
import { nameCommands, names } from './names';
import { offsetOf, placeOf } from './places';
import { diagnostics } from './problems';
import type { CodeProblem, CodeServices, LineMark, LineNotes } from './services';
import { theme } from './theme';

/** A change that the page itself made: it is not told of it. */
const fromPage = Annotation.define<boolean>();

/** What is shown beside the text, and was found in it. */
export interface Shown {
	readonly problems: readonly CodeProblem[];
	readonly notes: LineNotes;
	readonly marks: ReadonlyMap<number, LineMark>;
}

/** The change from what is shown to what shall be. */
function changeOf(state: EditorState, before: Shown | undefined, now: Shown): TransactionSpec[] {
	return [
		...(now.problems === before?.problems
			? []
			: [setDiagnostics(state, diagnostics(state.doc, now.problems))]),
		...(now.notes === before?.notes ? [] : [{ effects: setNotes.of(now.notes) }]),
		...(now.marks === before?.marks ? [] : [{ effects: setMarks.of(now.marks) }])
	];
}

export interface CodeEditorOptions {
	/** Where the editor is mounted: in an open shadow root of this element, whose style sheets a
	 * strict content security policy lets through. */
	readonly host: HTMLElement;
	/** Accessible name of the text box. */
	readonly label: string;
	readonly services: CodeServices;
	/** What the user changed, in order, each list counted in the text before it. */
	onedit(edits: readonly TextEdit[]): void;
	/** Where the cursor is, each time it moves or the text changes. */
	oncursor(place: Place): void;
}

/** An editor with all that it can do, and nowhere yet. */
export interface ReadyEditor {
	/** Puts it in its place, with the text that stands there now. */
	mount(text: string, shown: Shown): CodeEditor;
}

export interface CodeEditor {
	/** Colours the text: the last step of its arrival. */
	colour(): void;
	/** Replaces parts of the text without telling the page. */
	apply(edits: readonly TextEdit[]): void;
	text(): string;
	/** Shows it with the next frame: each change makes the browser lay out the text anew. */
	show(shown: Shown): void;
	go(place: Place): void;
	focus(): void;
	jump(): void;
	rename(): void;
	destroy(): void;
}

/** Makes an editor in steps: each is short enough that a key need not wait for it on a phone. */
export function makeCodeEditor(options: CodeEditorOptions): ReadyEditor {
	const { services } = options;
	const commands = nameCommands(services);
	const { field, keys } = names(services, commands);
	let cursor = 0;

	const state = EditorState.create({
		extensions: [
			lineNumbers(),
			lineMarks(),
			highlightSpecialChars(),
			history(),
			drawSelection(),
			closeBrackets(),
			highlightActiveLine(),
			highlightActiveLineGutter(),
			highlightSelectionMatches(),
			search({ top: false }),
			hover((at) => services.explain(at)),
			completion((at, asked) => services.suggest(at, asked)),
			field,
			// No key of the editor is Tab: it leaves the text, as everywhere on the page.
			keymap.of([
				...keys,
				...closeBracketsKeymap,
				...defaultKeymap,
				...searchKeymap,
				...historyKeymap,
				...completionKeymap,
				...lintKeymap
			]),
			EditorView.contentAttributes.of({
				'aria-label': options.label,
				// It is reached by Tab as it is; checkers only know it by this.
				tabindex: '0',
				spellcheck: 'false',
				autocapitalize: 'off'
			}),
			theme,
			EditorView.updateListener.of((update) => {
				if (update.docChanged)
					for (const transaction of update.transactions) {
						if (!transaction.docChanged || transaction.annotation(fromPage)) continue;
						const edits: TextEdit[] = [];
						transaction.changes.iterChanges((from, to, _from, _to, insert) => {
							edits.push({ from, to, insert: insert.toString() });
						});
						options.onedit(edits);
					}
				const { head } = update.state.selection.main;
				if (update.docChanged || head !== cursor) options.oncursor(placeOf(update.state.doc, head));
				cursor = head;
			})
		]
	});
	return {
		mount(text, shown) {
			const filled = state.update({
				changes: { from: 0, insert: text },
				annotations: Transaction.addToHistory.of(false)
			}).state;
			const first = filled.update(...changeOf(filled, undefined, shown)).state;
			return place(first, shown, options, commands);
		}
	};
}

function place(
	state: EditorState,
	first: Shown,
	{ host, services }: CodeEditorOptions,
	commands: ReturnType<typeof nameCommands>
): CodeEditor {
	const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
	const view = new EditorView({ state, parent: root, root });
	let shown = first;
	let wanted = first;
	let frame = 0;

	function showWanted() {
		frame = 0;
		const changes = changeOf(view.state, shown, wanted);
		shown = wanted;
		if (changes.length > 0) view.dispatch(...changes);
	}

	return {
		colour() {
			view.dispatch({
				effects: StateEffect.appendConfig.of(colours((text) => services.colour(text)))
			});
		},
		apply(edits) {
			view.dispatch({
				changes: edits.map(({ from, to, insert }) => ({ from, to, insert })),
				annotations: fromPage.of(true)
			});
		},
		text: () => view.state.doc.toString(),
		show(now) {
			wanted = now;
			frame ||= requestAnimationFrame(showWanted);
		},
		go(place) {
			const anchor = offsetOf(view.state.doc, place);
			view.dispatch({
				selection: { anchor },
				effects: EditorView.scrollIntoView(anchor, { y: 'center' })
			});
			view.focus();
		},
		focus() {
			view.focus();
		},
		jump() {
			commands.jump(view);
		},
		rename() {
			commands.rename(view);
		},
		destroy() {
			cancelAnimationFrame(frame);
			view.destroy();
		}
	};
}
