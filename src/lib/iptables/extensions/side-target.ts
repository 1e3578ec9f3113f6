/** Targets that leave the packet as it is, so that the walk just goes on. */
import type { Effect, TargetExtension } from '../extension';
import { target, type TargetDeclaration } from './define';

/** A target that tells, counts or triggers something beside the walk. */
export function sideTarget(declaration: Omit<TargetDeclaration, 'effect'>): TargetExtension {
	return target({ ...declaration, effect: () => ({ kind: 'continue' }) });
}

/** A target that does what is not simulated. `ends`: no later rule of the chain gets the packet. */
export function unknownTarget(
	because: string,
	{ ends, ...declaration }: Omit<TargetDeclaration, 'effect'> & { readonly ends?: true }
): TargetExtension {
	const effect: Effect = { kind: 'unknown', because, ...(ends && { ends }) };
	return target({ ...declaration, effect: () => effect });
}
