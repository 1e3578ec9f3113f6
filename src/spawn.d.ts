declare module '*?spawn' {
	/** Starts the file as a worker: see $lib/worker. */
	const spawn: () => Worker;
	export default spawn;
}
