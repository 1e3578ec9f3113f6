/** Targets that leave the packet as it is, so that the walk just goes on. */
import type { Effect, PacketOutcome, TargetExtension } from '../extension';
import { target, type TargetDeclaration } from './define';

/** A target that tells, counts or triggers something beside the walk. */
export function sideTarget(declaration: Omit<TargetDeclaration, 'effect'>): TargetExtension {
	return target({ ...declaration, effect: () => ({ kind: 'continue' }) });
}

/** A target that does what is not simulated. `outcomes`: what may come of the packet but going on. */
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
