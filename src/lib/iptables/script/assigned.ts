/** The variables that a statement may set. */
import { plainText } from '../shell/cursor';
import type { Statement } from '../shell/statement';

/** Commands that set the variables that they name. */
export const readers: ReadonlySet<string> = new Set([
	'read',
	'let',
	'mapfile',
	'readarray',
	'getopts',
	'unset'
]);

export function assignedIn(statement: Statement): readonly string[] {
	switch (statement.kind) {
		case 'simple': {
			const own = statement.assignments.map(({ name }) => name);
			const [first, ...rest] = statement.words.map(plainText);
			if (first === undefined || !readers.has(first)) return own;
			return [...own, ...rest.filter((word) => word !== undefined)];
		}
		case 'list':
			return statement.items.flatMap(({ what }) => assignedIn(what));
		case 'for':
			return [statement.variable, ...statement.body.flatMap(assignedIn)];
		case 'group':
			return statement.body.flatMap(assignedIn);
		case 'arithmetic':
		case 'unfollowed':
			return statement.names;
		case 'if':
			return statement.unknown.names;
		case 'subshell':
		case 'function':
			return [];
	}
}
