import type { Lines } from '../words/lines';
import type { Collector } from './collector';

export function readListing(collector: Collector, lines: Lines): void {
	const endColumn = lines.line(0).length + 1;
	collector.problems.push({
		code: 'listing',
		severity: 'error',
		message: 'A listing leaves out too much to be read exactly.',
		help: 'Paste the output of iptables-save or iptables -S instead.',
		span: { line: 1, column: 1, endColumn }
	});
}
