export const platforms = ['windows', 'macos', 'linux'] as const;
export type Platform = (typeof platforms)[number];

export const platformNames: Readonly<Record<Platform, string>> = {
	windows: 'Windows',
	macos: 'macOS',
	linux: 'Linux'
};

/** The version of Client Connector that is installed, not the word size of Windows. */
export const windowsVersions = ['32-bit', '64-bit'] as const;
export type WindowsVersion = (typeof windowsVersions)[number];

export type Direction = 'inbound' | 'outbound';
