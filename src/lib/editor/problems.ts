import type { Diagnostic } from '@codemirror/lint';
import type { Text } from '@codemirror/state';
import { problemRange } from './places';
import type { CodeProblem } from './services';

/** More underlines than this help nobody, and each costs time at every keystroke. */
const most = 1000;

function message(problem: CodeProblem): Node {
	const element = document.createElement('div');
	element.append(problem.message);
	if (problem.help !== '') {
		const help = document.createElement('div');
		help.textContent = problem.help;
		element.append(help);
	}
	return element;
}

/** Problems in the form that the editor underlines and announces. */
export function diagnostics(doc: Text, problems: readonly CodeProblem[]): Diagnostic[] {
	return problems.slice(0, most).map((problem) => ({
		...problemRange(doc, problem.span),
		severity: problem.severity,
		message: `${problem.message} ${problem.help}`.trim(),
		renderMessage: () => message(problem)
	}));
}
