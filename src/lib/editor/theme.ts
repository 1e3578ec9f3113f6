import { EditorView } from '@codemirror/view';

/** Of a line, and above the first one: in pixels, and those of the plain text box. */
export const lineHeight = 20;
export const padding = 8;

/**
 * The editor's look, from the tokens of the page, which also apply in the shadow root. Sizes are those
 * of the plain text box that it replaces, so that nothing moves.
 */
export const theme = EditorView.theme({
	'&': {
		height: '100%',
		fontSize: 'var(--text-sm)',
		color: 'var(--ink)',
		backgroundColor: 'var(--paper)'
	},
	'@media print': { '&': { height: 'auto' } },
	'&.cm-focused': { outline: '2px solid var(--focus)', outlineOffset: '-2px' },
	'.cm-scroller': {
		fontFamily: 'var(--mono)',
		lineHeight: `${String(lineHeight)}px`,
		fontVariantLigatures: 'none'
	},
	'.cm-content': { padding: `${String(padding)}px 0`, caretColor: 'var(--ink)' },
	'.cm-line': { padding: '0 8px' },
	'.cm-gutters': {
		backgroundColor: 'var(--paper-sunk)',
		color: 'var(--ink-quiet)',
		border: '0',
		borderRight: 'var(--hair)'
	},
	'.cm-gutterElement': { fontSize: 'var(--text-xs)' },
	'.cm-lineNumbers .cm-gutterElement': { minWidth: '36px', padding: '0 6px 0 4px' },
	'.cm-rules .cm-gutterElement': {
		minWidth: '26px',
		padding: '0 6px',
		textAlign: 'right',
		color: 'var(--ink)'
	},
	'.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--ink) 4%, transparent)' },
	'.cm-activeLineGutter': { backgroundColor: 'var(--paper-hover)', color: 'var(--ink)' },
	'.cm-cursor': { borderLeftColor: 'var(--ink)', borderLeftWidth: '2px' },
	'.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground':
		{ backgroundColor: 'color-mix(in srgb, var(--changed) 24%, transparent)' },
	'.cm-selectionMatch': { backgroundColor: 'var(--changed-tint)' },
	'.cm-searchMatch': { backgroundColor: 'var(--mark)', color: 'inherit' },
	'.cm-searchMatch-selected': { outline: '2px solid var(--focus)' },
	'.cm-mark-decides': { boxShadow: 'inset 3px 0 var(--drop)', backgroundColor: 'var(--drop-tint)' },
	'.cm-mark-accepts': {
		boxShadow: 'inset 3px 0 var(--accept)',
		backgroundColor: 'var(--accept-tint)'
	},
	'.cm-mark-step': {
		boxShadow: 'inset 3px 0 var(--changed)',
		backgroundColor: 'var(--changed-tint)'
	},
	'.tok-comment': { color: 'var(--ink-quiet)', fontStyle: 'italic' },
	'.tok-keyword': { color: 'var(--reject)' },
	'.tok-command': { color: 'var(--ink-quiet)' },
	'.tok-option': { color: 'var(--changed)' },
	'.tok-string': { color: 'var(--accept)' },
	'.tok-variable': { color: 'var(--reject)' },
	'.tok-chain': { fontWeight: '600' },
	'.tok-target': { color: 'var(--unknown)', fontWeight: '600' },
	'.tok-table': { color: 'var(--unknown)' },
	'.tok-wrong': { color: 'var(--drop)' },
	'.cm-lintRange': { backgroundImage: 'none', paddingBottom: '0', textDecorationSkipInk: 'none' },
	'.cm-lintRange-error': { textDecoration: 'underline wavy var(--drop) 1.5px' },
	'.cm-lintRange-warning': { textDecoration: 'underline wavy var(--reject) 1.5px' },
	'.cm-lintRange-info': { textDecoration: 'underline dotted var(--ink-quiet) 1.5px' },
	'.cm-lintPoint:after': { borderBottomColor: 'var(--drop)' },
	'.cm-tooltip': {
		backgroundColor: 'var(--paper)',
		color: 'var(--ink)',
		border: '1px solid var(--line-control)',
		borderRadius: 'var(--radius)',
		maxWidth: 'min(56ch, 92vw)',
		fontFamily: 'var(--font)',
		fontSize: 'var(--text-sm)',
		lineHeight: 'var(--leading)'
	},
	'.cm-diagnostic': { padding: '4px 8px', borderLeft: '3px solid var(--line-control)' },
	'.cm-diagnostic-error': { borderLeftColor: 'var(--drop)' },
	'.cm-diagnostic-warning': { borderLeftColor: 'var(--reject)' },
	'.explained': { padding: '6px 10px' },
	'.explained b': { fontFamily: 'var(--mono)', fontWeight: '600' },
	'.explained p': { margin: '4px 0 0' },
	'.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mono)', maxHeight: 'none' },
	'.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '2px 8px', lineHeight: '20px' },
	'.cm-tooltip-autocomplete ul li[aria-selected]': {
		background: 'var(--primary)',
		color: 'var(--on-primary)'
	},
	'.cm-completionDetail': { fontFamily: 'var(--font)', fontStyle: 'normal', color: 'inherit' },
	'.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '700' },
	'.cm-completionInfo': { padding: '6px 10px' },
	'.cm-panels': {
		backgroundColor: 'var(--paper-sunk)',
		color: 'var(--ink)',
		fontFamily: 'var(--font)'
	},
	'.cm-panels.cm-panels-bottom': { borderTop: 'var(--hair)' },
	'.cm-panel.cm-search, .renaming': { padding: '6px 10px', fontSize: 'var(--text-sm)' },
	'.cm-panel.cm-search label': { fontSize: 'var(--text-sm)' },
	'.cm-panel.cm-search [name=close]': { fontSize: '1.2em', color: 'inherit', cursor: 'pointer' },
	'.cm-textfield, .renaming input': {
		fontFamily: 'var(--mono)',
		fontSize: 'var(--text-sm)',
		minHeight: '26px',
		color: 'var(--ink)',
		background: 'var(--paper)',
		border: '1px solid var(--line-control)',
		borderRadius: 'var(--radius)',
		padding: '0 6px'
	},
	'.cm-button, .renaming button': {
		font: 'inherit',
		minHeight: '26px',
		color: 'var(--ink)',
		background: 'var(--paper)',
		border: '1px solid var(--line-control)',
		borderRadius: 'var(--radius)',
		padding: '0 8px',
		cursor: 'pointer'
	},
	'.renaming': { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px' },
	'.renaming [role=alert]': { color: 'var(--drop)' }
});
