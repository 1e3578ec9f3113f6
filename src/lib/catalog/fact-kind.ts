/** The kinds of fact that a search can be narrowed to. */
export const factKinds = ['purpose', 'location', 'bypass', 'note', 'command'] as const;
export type FactKind = (typeof factKinds)[number];
