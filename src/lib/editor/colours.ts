import { RangeSetBuilder } from '@codemirror/state';
import {
	Decoration,
	type DecorationSet,
	type EditorView,
	ViewPlugin,
	type ViewUpdate
} from '@codemirror/view';
import type { Colour } from '$lib/text';
import type { CodeServices } from './services';

const decorations = new Map<Colour, Decoration>();

function decoration(colour: Colour): Decoration {
	let made = decorations.get(colour);
	if (!made) decorations.set(colour, (made = Decoration.mark({ class: `tok-${colour}` })));
	return made;
}

/** Longer lines are not coloured: nobody types lines that long. */
const longest = 4000;

/** Colours only the visible lines: a text of any length costs the same. */
export function colours(colour: CodeServices['colour']) {
	function paint(view: EditorView): DecorationSet {
		const builder = new RangeSetBuilder<Decoration>();
		for (const { from, to } of view.visibleRanges) {
			for (let at = from; at <= to;) {
				const line = view.state.doc.lineAt(at);
				if (line.length <= longest)
					for (const part of colour(line.text))
						builder.add(line.from + part.from, line.from + part.to, decoration(part.colour));
				at = line.to + 1;
			}
		}
		return builder.finish();
	}

	return ViewPlugin.fromClass(
		class {
			decorations: DecorationSet;

			constructor(view: EditorView) {
				this.decorations = paint(view);
			}

			update(update: ViewUpdate) {
				if (update.docChanged || update.viewportChanged) this.decorations = paint(update.view);
			}
		},
		{ decorations: (plugin) => plugin.decorations }
	);
}
