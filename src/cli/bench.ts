// npm run bench [-- NAME...]: every src/cli/bench/NOUN.ts, or those named.
import type { Bench, Figure } from './bench/bench';

const files = import.meta.glob<{ readonly bench?: Bench }>('./bench/*.ts', { eager: true });
const benches = Object.values(files).flatMap((file) => file.bench ?? []);
const wanted = process.argv.slice(2);
const number = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 });
let missed = 0;

for (const { name, figures } of benches) {
	if (wanted.length > 0 && !wanted.includes(name)) continue;
	console.log(`\n${name}`);
	for await (const figure of figures()) {
		console.log(typeof figure === 'string' ? `  ${figure}` : line(figure));
	}
}
process.exitCode = missed > 0 ? 1 : 0;

function line({ what, value, unit, held }: Figure): string {
	const figure = `  ${what}: ${number.format(value)} ${unit}`;
	if (!held) return figure;
	const { to, most = Infinity, least = -Infinity } = held;
	const good = value <= most && value >= least;
	if (!good) missed++;
	const limit =
		held.most === undefined ? `at least ${number.format(least)}` : `at most ${number.format(most)}`;
	return `${figure}  ${good ? 'held' : 'MISSED'}: ${limit} ${unit} (${to})`;
}
