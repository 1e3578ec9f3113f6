import type { Extension } from '@codemirror/state';
import { hoverTooltip } from '@codemirror/view';
import { placeOf, rangeOf } from './places';
import type { Explanation } from '$lib/text';
import type { CodeServices } from './services';

/** Built from text nodes only: the explained text is user input. */
function card(explanation: Explanation): HTMLElement {
	const element = document.createElement('div');
	element.className = 'explained';
	const title = document.createElement('b');
	title.textContent = explanation.title;
	element.append(title);
	for (const line of explanation.lines) {
		const paragraph = document.createElement('p');
		paragraph.textContent = line;
		element.append(paragraph);
	}
	return element;
}

/** Explains the option or rule under the pointer. */
export function hover(explain: CodeServices['explain']): Extension {
	return hoverTooltip(
		async (view, offset) => {
			const { doc } = view.state;
			const explanation = await explain(placeOf(doc, offset));
			if (!explanation || view.state.doc !== doc) return null;
			const { from, to } = rangeOf(doc, explanation.at);
			return { pos: from, end: to, above: true, create: () => ({ dom: card(explanation) }) };
		},
		{ hideOnChange: true }
	);
}
