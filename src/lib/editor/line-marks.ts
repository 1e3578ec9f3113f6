import { type Extension, RangeSetBuilder, StateEffect, StateField } from '@codemirror/state';
import { Decoration, EditorView, gutter, GutterMarker } from '@codemirror/view';
import type { LineMark, LineNote, LineNotes } from './services';

/** Notes and marks belong to the text last read: after an edit, they move
 * only once it has been read again. */
export const setNotes = StateEffect.define<LineNotes>();
export const setMarks = StateEffect.define<ReadonlyMap<number, LineMark>>();

const notes = StateField.define<LineNotes>({
	create: () => () => undefined,
	update(value, transaction) {
		for (const effect of transaction.effects) if (effect.is(setNotes)) return effect.value;
		return value;
	}
});

class Note extends GutterMarker {
	constructor(readonly note: LineNote) {
		super();
	}

	override eq(other: Note): boolean {
		return other.note.label === this.note.label && other.note.title === this.note.title;
	}

	override toDOM(): Node {
		const element = document.createElement('span');
		element.textContent = this.note.label;
		element.title = this.note.title;
		return element;
	}
}

const marks = StateField.define({
	create: () => Decoration.none,
	update(value, transaction) {
		for (const effect of transaction.effects) {
			if (!effect.is(setMarks)) continue;
			const { doc } = transaction.state;
			const builder = new RangeSetBuilder<Decoration>();
			for (const [line, mark] of [...effect.value].sort(([a], [b]) => a - b)) {
				if (line < 1 || line > doc.lines) continue;
				const { from } = doc.line(line);
				builder.add(from, from, Decoration.line({ class: `cm-mark-${mark}` }));
			}
			return builder.finish();
		}
		return transaction.docChanged ? value.map(transaction.changes) : value;
	},
	provide: (field) => EditorView.decorations.from(field)
});

/** Rule numbers in the gutter, and whole lines marked. */
export function lineMarks(): Extension {
	return [
		notes,
		marks,
		gutter({
			class: 'cm-rules',
			lineMarker(view, block) {
				const note = view.state.field(notes)(view.state.doc.lineAt(block.from).number);
				return note ? new Note(note) : null;
			},
			lineMarkerChange: (update) =>
				update.transactions.some((transaction) =>
					transaction.effects.some((effect) => effect.is(setNotes))
				)
		})
	];
}
