// Hash routing and page options exclude each other: the one-file build has none.
export {};
