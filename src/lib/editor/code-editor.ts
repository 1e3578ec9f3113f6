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
import { lineHeight, padding, theme } from './theme';

/** Marks a change that the page itself made, and that is not reported to it. */
const fromPage = Annotation.define<boolean>();

/** Findings shown with the text. */
export interface Shown {
	readonly problems: readonly CodeProblem[];
	readonly notes: LineNotes;
	readonly marks: ReadonlyMap<number, LineMark>;
}

/** The changes from what is shown now to what should be shown. */
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
	 * strict content security policy allows. */
	readonly host: HTMLElement;
	/** Accessible name of the text box. */
	readonly label: string;
	readonly services: CodeServices;
	/** Called with the user's changes in order; the offsets of each list refer to the text before it. */
	onedit(edits: readonly TextEdit[]): void;
	/** Called with the cursor's place each time it moves or the text changes. */
	oncursor(place: Place): void;
}

/** How the plain text box was left: its selection, as offsets, and its scroll position. */
export interface LeftAt {
	readonly from: number;
	readonly to: number;
	readonly backward: boolean;
	readonly scrolled: number;
}

/** An editor that is complete but not yet mounted. */
export interface ReadyEditor {
	/** Mounts it in its place, with the current text. */
	mount(text: string, shown: Shown, left?: LeftAt): CodeEditor;
}

export interface CodeEditor {
	/** Colours the text: the last step of loading. */
	colour(): void;
	/** Replaces parts of the text without telling the page. */
	apply(edits: readonly TextEdit[]): void;
	text(): string;
	/** Shows findings with the next frame: each change makes the browser lay out the text again. */
	show(shown: Shown): void;
	go(place: Place): void;
	focus(): void;
	jump(): void;
	rename(): void;
	destroy(): void;
}

/** Makes an editor in steps, each short enough not to delay a keystroke on a phone. */
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
			// The editor does not use Tab: it leaves the text, as everywhere on the page.
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
				// Tab reaches it anyway, but checkers need this to know.
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
		mount(text, shown, left) {
			const filled = state.update({
				changes: { from: 0, insert: text },
				annotations: Transaction.addToHistory.of(false),
				...(left && {
					selection: left.backward
						? { anchor: left.to, head: left.from }
						: { anchor: left.from, head: left.to }
				})
			}).state;
			const first = filled.update(...changeOf(filled, undefined, shown)).state;
			return place(first, shown, left?.scrolled ?? 0, options, commands);
		}
	};
}

/** The line at the top of a text that is scrolled so far, where it was. */
function scrollTo({ doc }: EditorState, scrolled: number) {
	const above = Math.min(doc.lines - 1, Math.floor(Math.max(0, scrolled - padding) / lineHeight));
	return EditorView.scrollIntoView(doc.line(above + 1).from, {
		y: 'start',
		yMargin: padding + above * lineHeight - scrolled
	});
}

function place(
	state: EditorState,
	first: Shown,
	scrolled: number,
	{ host, services }: CodeEditorOptions,
	commands: ReturnType<typeof nameCommands>
): CodeEditor {
	const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
	const view = new EditorView({
		state,
		parent: root,
		root,
		...(scrolled > 0 && { scrollTo: scrollTo(state, scrolled) })
	});
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
