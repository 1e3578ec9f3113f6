/**
 * The set types that ipset 7.22 knows, and what each may be asked.
 * Source: lib/ipset_*.c, https://git.netfilter.org/ipset/tree/lib
 */

export type PartKind =
	| 'ip'
	/** An address that may not be written as a range or network. */
	| 'single ip'
	| 'net'
	/** `[protocol:]port` */
	| 'port'
	/** The TCP or UDP port. */
	| 'any port'
	| 'mac'
	| 'mark'
	| 'iface'
	| 'set';

export interface SetType {
	readonly name: string;
	/** Its name before ipset 5. */
	readonly alias: string;
	readonly storage: 'bitmap' | 'hash' | 'list';
	readonly families: 'ipv4' | 'both' | 'none';
	readonly parts: readonly PartKind[];
	/** Options of `create` besides those of its storage. */
	readonly options: readonly string[];
}

const range = ['range', 'from', 'to'];
/** Options that were dropped, and are ignored. */
const dropped = ['probes', 'resize'];
const droppedRange = [...dropped, 'from', 'to', 'network'];
const masks = ['netmask', 'bitmask'];

const table: readonly (readonly [
	string,
	string,
	SetType['families'],
	string,
	readonly string[]
])[] = [
	['bitmap:ip', 'ipmap', 'ipv4', 'ip', [...range, 'network', 'netmask']],
	['bitmap:ip,mac', 'macipmap', 'ipv4', 'single ip,mac', [...range, 'network']],
	['bitmap:port', 'portmap', 'none', 'any port', range],
	['hash:ip', 'iphash', 'both', 'ip', [...masks, ...dropped, 'gc']],
	['hash:mac', 'machash', 'none', 'mac', []],
	['hash:ip,mac', 'ipmachash', 'both', 'ip,mac', []],
	['hash:ip,mark', 'ipmarkhash', 'both', 'ip,mark', ['markmask', ...droppedRange]],
	['hash:ip,port', 'ipporthash', 'both', 'ip,port', [...masks, ...droppedRange]],
	['hash:ip,port,ip', 'ipportiphash', 'both', 'ip,port,single ip', droppedRange],
	['hash:ip,port,net', 'ipportnethash', 'both', 'ip,port,net', droppedRange],
	['hash:net', 'nethash', 'both', 'net', dropped],
	['hash:net,iface', 'netifacehash', 'both', 'net,iface', []],
	['hash:net,net', 'netnethash', 'both', 'net,net', masks],
	['hash:net,port', 'netporthash', 'both', 'net,port', []],
	['hash:net,port,net', 'netportnethash', 'both', 'net,port,net', []],
	['list:set', 'setlist', 'none', 'set', ['size']]
];

const kinds: readonly PartKind[] = [
	'ip',
	'single ip',
	'net',
	'port',
	'any port',
	'mac',
	'mark',
	'iface',
	'set'
];

function partsOf(text: string): readonly PartKind[] {
	return text.split(',').flatMap((name) => kinds.filter((kind) => kind === name));
}

function storageOf(name: string): SetType['storage'] {
	if (name.startsWith('bitmap:')) return 'bitmap';
	return name.startsWith('list:') ? 'list' : 'hash';
}

export const setTypes: readonly SetType[] = table.map(
	([name, alias, families, parts, options]): SetType => ({
		name,
		alias,
		storage: storageOf(name),
		families,
		parts: partsOf(parts),
		options
	})
);

const byName = new Map(
	setTypes.flatMap((type) => [
		[type.name, type],
		[type.alias, type]
	])
);

/** A type by its name, or by its former name. */
export function setType(name: string): SetType | undefined {
	return byName.get(name);
}

/** Whether its entries may be exceptions (nomatch): if one part is a network. */
export function hasExceptions({ parts }: SetType): boolean {
	return parts.includes('net');
}

/** What is tested of a packet, regardless of storage: sets with the same features may be swapped. */
export function features({ parts }: SetType): string {
	const asked = parts.map((kind) => kind.replace(/^(single ip|net)$/, 'ip').replace('any ', ''));
	return [...asked, ...(parts.includes('net') ? ['nomatch'] : [])].join(',');
}
