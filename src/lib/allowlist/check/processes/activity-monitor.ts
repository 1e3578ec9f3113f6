import { runningFrom, type ProcessReader } from './running';

/** Rows copied from Activity Monitor: separated by tabs, with or without the head "Process Name". */
export const readActivityMonitor: ProcessReader = (text) => {
	const rows = text
		.split(/\r?\n/)
		.map((line, index) => ({ line: index + 1, fields: line.split('\t') }));
	const filled = rows.filter(({ fields }) => fields.some((field) => field.trim() !== ''));
	if (filled.length === 0 || !filled.every(({ fields }) => fields.length > 2)) return undefined;
	const head = filled.find(({ fields }) => fields.some((field) => field.trim() === 'Process Name'));
	const column = head?.fields.findIndex((field) => field.trim() === 'Process Name') ?? 0;
	return {
		kind: 'Activity Monitor',
		running: filled
			.filter((row) => row !== head)
			.map(({ line, fields }) => runningFrom(line, fields[column] ?? '', ''))
	};
};
