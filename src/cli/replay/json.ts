/** Reads JSON whose shape the compiler does not know. */
export type Json = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function objectAt(from: Json, key: string): Json {
	const value = from[key];
	return isObject(value) ? value : {};
}

export function listAt(from: Json, key: string): readonly unknown[] {
	const value = from[key];
	return Array.isArray(value) ? value.map((each: unknown) => each) : [];
}

export function objectsAt(from: Json, key: string): readonly Json[] {
	return listAt(from, key).filter(isObject);
}

export function textAt(from: Json, key: string): string | undefined {
	const value = from[key];
	return typeof value === 'string' ? value : undefined;
}

export function textsAt(from: Json, key: string): readonly string[] {
	return listAt(from, key).filter((each) => typeof each === 'string');
}

/** A number, or a string that contains one (`0x10`). */
export function numberAt(from: Json, key: string): number | undefined {
	const value = from[key];
	if (typeof value === 'number') return value;
	return typeof value === 'string' && value !== '' && !Number.isNaN(Number(value))
		? Number(value)
		: undefined;
}
