/** Targets that leave the packet as it is, so that the walk just goes on. */
import type { Effect, PacketOutcome, TargetExtension } from '../extension';
import { target, type TargetDeclaration } from './define';

/** A target that logs, counts or triggers something outside the walk. */
export function sideTarget(declaration: Omit<TargetDeclaration, 'effect'>): TargetExtension {
	return target({ ...declaration, effect: () => ({ kind: 'continue' }) });
}

/** A target that is not simulated. `outcomes`: what may happen to the packet other than going on. */
export function unknownTarget(
	because: string,
	{
		outcomes,
		...declaration
	}: Omit<TargetDeclaration, 'effect'> & { readonly outcomes?: readonly PacketOutcome[] }
): TargetExtension {
	const effect: Effect = { kind: 'unknown', because, ...(outcomes && { outcomes }) };
	return target({ ...declaration, effect: () => effect });
}
