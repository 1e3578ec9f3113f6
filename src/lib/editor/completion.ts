import {
	autocompletion,
	type Completion,
	type CompletionContext,
	type CompletionResult
} from '@codemirror/autocomplete';
import type { Extension } from '@codemirror/state';
import { offsetOf, placeOf } from './places';
import type { Suggestion } from '$lib/text';
import type { CodeServices } from './services';

function option(suggestion: Suggestion): Completion {
	return {
		label: suggestion.label,
		detail: suggestion.detail,
		type: suggestion.kind,
		...(suggestion.info === undefined ? {} : { info: suggestion.info })
	};
}

/** Suggests options and values while typing, and everything that can go here on Ctrl-Space. */
export function completion(suggest: CodeServices['suggest']): Extension {
	async function source(context: CompletionContext): Promise<CompletionResult | null> {
		const place = placeOf(context.state.doc, context.pos);
		const found = await suggest(place, context.explicit);
		if (!found || found.options.length === 0 || context.aborted) return null;
		return {
			from: offsetOf(context.state.doc, { line: place.line, column: found.from }),
			options: found.options.map(option),
			validFor: /^[\w-]*$/
		};
	}
	// Pages through the options instead of scrolling: the arrow keys reach all of them.
	return autocompletion({ override: [source], icons: false, maxRenderedOptions: 12 });
}
