import type { Problem } from '$lib/net';
import type { IpSet, IpSetEntry } from '../ipset';
import type { Origin } from '../ruleset';

interface Building {
	readonly set: Omit<IpSet, 'entries'>;
	readonly entries: Map<string, IpSetEntry>;
}

type Verb = 'create' | 'add' | 'del' | 'flush' | 'destroy' | 'rename' | 'swap' | 'nothing';

/** The long, short and old names of each command of ipset that counts here. */
const verbs: ReadonlyMap<string, Verb> = new Map<string, Verb>([
	['create', 'create'],
	['-N', 'create'],
	['add', 'add'],
	['-A', 'add'],
	['del', 'del'],
	['-D', 'del'],
	['flush', 'flush'],
	['-F', 'flush'],
	['destroy', 'destroy'],
	['-X', 'destroy'],
	['rename', 'rename'],
	['-E', 'rename'],
	['swap', 'swap'],
	['-W', 'swap'],
	['save', 'nothing'],
	['list', 'nothing'],
	['-L', 'nothing'],
	['test', 'nothing'],
	['version', 'nothing']
]);

function timeoutOf(options: readonly string[]): number | undefined {
	const place = options.indexOf('timeout');
	return place < 0 ? undefined : Number(options[place + 1]);
}

function familyOf(options: readonly string[]): IpSet['family'] {
	const place = options.indexOf('family');
	return place >= 0 && options[place + 1] === 'inet6' ? 'ipv6' : 'ipv4';
}

/** The sets that `ipset` commands make, in the order of the text. */
export class IpSets {
	readonly #sets = new Map<string, Building>();

	/** A set, if it exists so far. */
	get(name: string): Building['set'] | undefined {
		return this.#sets.get(name)?.set;
	}

	/** Begins with sets that are there already. */
	take(sets: readonly IpSet[]): void {
		for (const { entries, ...set } of sets)
			this.#sets.set(set.name, {
				set,
				entries: new Map(entries.map((entry) => [entry.element, entry]))
			});
	}

	list(): readonly IpSet[] {
		return [...this.#sets.values()].map(({ set, entries }) => ({
			...set,
			entries: [...entries.values()]
		}));
	}

	/** `words` begin behind `ipset`. Gives what is wrong with them, if anything. */
	run(words: readonly string[], origin: Origin): Problem | undefined {
		const plain = words.filter((word) => !['-exist', '-!', '-q', '-quiet'].includes(word));
		const [name = '', set = '', ...rest] = plain;
		const verb = verbs.get(name);
		const exist = words.includes('-exist') || words.includes('-!');
		const problem = (code: string, message: string, help: string): Problem => ({
			code,
			severity: 'error',
			message,
			help,
			span: origin
		});
		switch (verb) {
			case undefined:
				return problem(
					'ipset-command',
					`"ipset ${name}" is not read here.`,
					'create, add, del, flush, rename, swap and destroy are.'
				);
			case 'nothing':
				return undefined;
			case 'create': {
				const [type = '', ...options] = rest;
				const there = this.#sets.get(set);
				if (there && exist && there.set.type === type) return undefined;
				if (there)
					return problem(
						'set-exists',
						`There is a set ${set} already.`,
						'Destroy it first, or take another name.'
					);
				const family = familyOf(options);
				this.#sets.set(set, {
					set: { name: set, type, family, options, origin },
					entries: new Map()
				});
				return undefined;
			}
			case 'destroy':
				if (set === '') this.#sets.clear();
				else this.#sets.delete(set);
				return undefined;
			case 'rename':
			case 'swap': {
				const [other = ''] = rest;
				const first = this.#sets.get(set);
				const second = this.#sets.get(other);
				const renames = verb === 'rename';
				if (!first || (!second && !renames))
					return problem(
						'no-such-set',
						`There is no set ${first ? other : set} yet.`,
						'Make it first with create.'
					);
				if (second && renames)
					return problem('set-exists', `There is a set ${other} already.`, 'Take another name.');
				if (second) this.#sets.set(set, { ...second, set: { ...second.set, name: set } });
				else this.#sets.delete(set);
				this.#sets.set(other, { ...first, set: { ...first.set, name: other } });
				return undefined;
			}
			case 'flush':
				for (const [each, { entries }] of this.#sets)
					if (set === '' || each === set) entries.clear();
				return undefined;
			case 'add':
			case 'del': {
				const found = this.#sets.get(set);
				const entries = found?.entries;
				const [element = '', ...options] = rest;
				if (!entries) {
					return problem(
						'no-such-set',
						`There is no set ${set} yet.`,
						'Make it first with create.'
					);
				}
				if (verb === 'del') {
					if (entries.delete(element) || exist) return undefined;
					return problem(
						'no-such-element',
						`The set ${set} has no element that is written ${element}.`,
						'Write it as it was added.'
					);
				} else {
					const timeout = timeoutOf(options) ?? timeoutOf(found.set.options) ?? 0;
					// One MAC address for each of the addresses.
					const key = found.set.type === 'bitmap:ip,mac' ? (element.split(',')[0] ?? '') : element;
					entries.delete(key);
					entries.set(key, {
						element,
						noMatch: options.includes('nomatch'),
						...(timeout > 0 && { timeout })
					});
				}
				return undefined;
			}
		}
	}
}
