import current from '$lib/examples/logs/pfirewall.log.txt?raw';
import old from '$lib/examples/logs/pfirewall.log.old.txt?raw';

/** The log of a machine whose firewall drops Client Connector, in two files that overlap. */
export function exampleFiles(): readonly File[] {
	return [
		new File([old], 'pfirewall.log.old', { type: 'text/plain' }),
		new File([current], 'pfirewall.log', { type: 'text/plain' })
	];
}
