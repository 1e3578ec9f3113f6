import current from './example/pfirewall.log.txt?raw';
import old from './example/pfirewall.log.old.txt?raw';

/** The log of a machine whose firewall drops Client Connector, in two files that overlap. */
export function exampleFiles(): readonly File[] {
	return [
		new File([old], 'pfirewall.log.old', { type: 'text/plain' }),
		new File([current], 'pfirewall.log', { type: 'text/plain' })
	];
}
