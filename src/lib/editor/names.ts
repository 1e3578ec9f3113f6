import { StateEffect, StateField } from '@codemirror/state';
import { EditorView, type KeyBinding, type Panel, showPanel, type Command } from '@codemirror/view';
import { placeOf, rangeOf } from './places';
import type { NameUse, Place } from '$lib/text';
import type { CodeServices } from './services';

interface Renamed {
	readonly at: Place;
	readonly use: NameUse;
}

const openRenaming = StateEffect.define<Renamed | null>();

/** Goes from a name to its definition, and from there to its first use. */
function jump(services: CodeServices): Command {
	return (view) => {
		const place = placeOf(view.state.doc, view.state.selection.main.head);
		void services.nameAt(place).then((use) => {
			if (!use) return;
			const here = use.definition?.line === place.line;
			const goal = here ? use.uses.find(({ line }) => line !== place.line) : use.definition;
			if (!goal) return;
			const { from, to } = rangeOf(view.state.doc, goal);
			view.dispatch({
				selection: { anchor: from, head: to },
				effects: EditorView.scrollIntoView(from, { y: 'center' })
			});
			view.focus();
		});
		return true;
	};
}

function startRenaming(services: CodeServices): Command {
	return (view) => {
		const at = placeOf(view.state.doc, view.state.selection.main.head);
		void services.nameAt(at).then((use) => {
			if (use) view.dispatch({ effects: openRenaming.of({ at, use }) });
		});
		return true;
	};
}

function panel(view: EditorView, services: CodeServices, { at, use }: Renamed): Panel {
	const dom = document.createElement('form');
	dom.className = 'renaming';
	const label = document.createElement('label');
	label.textContent = `Rename ${use.name} to `;
	const input = document.createElement('input');
	input.value = use.name;
	input.spellcheck = false;
	input.setAttribute('aria-label', `New name of ${use.name}`);
	label.append(input);
	const apply = document.createElement('button');
	apply.textContent = `Rename in ${String(use.uses.length)} places`;
	const cancel = document.createElement('button');
	cancel.type = 'button';
	cancel.textContent = 'Cancel';
	const alert = document.createElement('span');
	alert.setAttribute('role', 'alert');
	dom.append(label, apply, cancel, alert);

	const close = () => {
		view.dispatch({ effects: openRenaming.of(null) });
		view.focus();
	};
	if (use.fixed !== undefined) {
		alert.textContent = use.fixed;
		input.disabled = apply.disabled = true;
	}
	cancel.onclick = close;
	dom.onkeydown = (event) => {
		if (event.key !== 'Escape') return;
		event.preventDefault();
		close();
	};
	dom.onsubmit = (event) => {
		event.preventDefault();
		const { doc } = view.state;
		void services.rename(at, input.value).then((renaming) => {
			if (!renaming.ok) {
				alert.textContent = renaming.message;
				return;
			}
			// The text has changed meanwhile: the places looked up are no longer valid.
			if (view.state.doc !== doc) return;
			view.dispatch({
				changes: renaming.edits.map(({ from, to, insert }) => ({ from, to, insert })),
				userEvent: 'input.rename'
			});
			close();
		});
	};
	return {
		dom,
		mount() {
			if (input.disabled) cancel.focus();
			else input.select();
		}
	};
}

export interface NameCommands {
	readonly jump: Command;
	readonly rename: Command;
}

export function nameCommands(services: CodeServices): NameCommands {
	return { jump: jump(services), rename: startRenaming(services) };
}

/** F12 goes to a name's definition, F2 renames it. */
export function names(services: CodeServices, commands: NameCommands) {
	const keys: readonly KeyBinding[] = [
		{ key: 'F12', run: commands.jump },
		{ key: 'F2', run: commands.rename }
	];
	const field = StateField.define<Renamed | null>({
		create: () => null,
		update(value, transaction) {
			for (const effect of transaction.effects) if (effect.is(openRenaming)) return effect.value;
			return value;
		},
		provide: (self) =>
			showPanel.from(self, (open) => (open ? (view) => panel(view, services, open) : null))
	});
	return { field, keys };
}
