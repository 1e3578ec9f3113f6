import { closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { lintKeymap, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { Annotation, EditorState } from '@codemirror/state';
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
import { offsetOf } from './places';
import { diagnostics } from './problems';
import type { CodeProblem, CodeServices, LineMark, LineNotes } from './services';
import { theme } from './theme';

/** A change that the page itself made: it is not told of it. */
const fromPage = Annotation.define<boolean>();

export interface CodeEditorOptions {
	/** Where the editor is mounted: in an open shadow root of this element, whose style sheets a
	 * strict content security policy lets through. */
	readonly host: HTMLElement;
	/** Accessible name of the text box. */
	readonly label: string;
	readonly text: string;
	readonly services: CodeServices;
	/** What the user changed, in order, each list counted in the text before it. */
	onedit(edits: readonly TextEdit[]): void;
	/** The line of the cursor, counted from 1. */
	online(line: number): void;
}

export interface CodeEditor {
	/** Replaces parts of the text without telling the page. */
	apply(edits: readonly TextEdit[]): void;
	text(): string;
	problems(list: readonly CodeProblem[]): void;
	notes(notes: LineNotes): void;
	marks(marks: ReadonlyMap<number, LineMark>): void;
	go(place: Place): void;
	focus(): void;
	jump(): void;
	rename(): void;
	destroy(): void;
}

export function mountCodeEditor(options: CodeEditorOptions): CodeEditor {
	const { host, services } = options;
	const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
	const commands = nameCommands(services);
	const { field, keys } = names(services, commands);
	let line = 1;

	const state = EditorState.create({
		doc: options.text,
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
			colours((text) => services.colour(text)),
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
				const now = update.state.doc.lineAt(update.state.selection.main.head).number;
				if (now === line) return;
				line = now;
				options.online(now);
			})
		]
	});
	const view = new EditorView({ state, parent: root, root });

	return {
		apply(edits) {
			view.dispatch({
				changes: edits.map(({ from, to, insert }) => ({ from, to, insert })),
				annotations: fromPage.of(true)
			});
		},
		text: () => view.state.doc.toString(),
		problems(list) {
			view.dispatch(setDiagnostics(view.state, diagnostics(view.state.doc, list)));
		},
		notes(notes) {
			view.dispatch({ effects: setNotes.of(notes) });
		},
		marks(marks) {
			view.dispatch({ effects: setMarks.of(marks) });
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
			view.destroy();
		}
	};
}
