// Hash routing does not allow page options: the one-file build has none.
export {};
