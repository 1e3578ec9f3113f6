export const platforms = ['windows', 'macos', 'linux'] as const;
export type Platform = (typeof platforms)[number];

export const platformNames: Readonly<Record<Platform, string>> = {
	windows: 'Windows',
	macos: 'macOS',
	linux: 'Linux'
};

/** Which Client Connector is installed; not the word size of the Windows that it runs on. */
export const windowsVersions = ['32-bit', '64-bit'] as const;
export type WindowsVersion = (typeof windowsVersions)[number];

export type Direction = 'inbound' | 'outbound';
