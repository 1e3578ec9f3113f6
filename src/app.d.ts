declare global {
	/** Whether this is the one-file build that opens from file:// (see vite.config.ts). */
	const SINGLE_FILE: boolean;

	namespace App {}
}

export {};
