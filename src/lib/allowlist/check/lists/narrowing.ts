/** Which conditions of a rule are not "any", in words; empty if all are. */
export function narrowing(conditions: readonly (readonly [what: string, value: string])[]): string {
	return conditions
		.filter(([, value]) => value !== '' && !/^(?:any|0\.0\.0\.0\/0|\{any\})$/i.test(value))
		.map(([what, value]) => `${what} ${value}`)
		.join(', ');
}

/** The profiles of a rule if they are not all three; else empty. */
export function fewerProfiles(value: string): string {
	return /domain/i.test(value) && /private/i.test(value) && /public/i.test(value) ? '' : value;
}
