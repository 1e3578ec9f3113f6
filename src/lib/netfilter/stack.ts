/**
 * The network stack of the host: a packet's path over hooks, tables, conntrack, translation and
 * routing. One stack lives as long as a session; its connections and counters stay.
 *
 *     in -> PREROUTING -> routing -> INPUT -> delivered
 *                            |
 *                            +----> FORWARD -> POSTROUTING -> forwarded
 *     sent -> routing -> OUTPUT -> (routed again) -> POSTROUTING -> sent, or over lo to PREROUTING
 */
import type {
	IpSet,
	AddressType,
	Backend,
	Family,
	FieldName,
	FieldSet,
	Hook,
	Outcome,
	RuleSet,
	Session,
	TableName,
	Tuple,
	Unknown
} from '../iptables';
import { compile, type CompiledTables, type LoadedBy } from './compile';
import type { Connection } from './connection';
import { destinationClasses, foreignSources } from './address-classes';
import { ConnectionTable } from './connection-table';
import { Conntrack } from './conntrack';
import { flagClasses, icmpClasses } from './conntrack-classes';
import { apply, type Applied } from './effects';
import { Fragments } from './fragments';
import { isTunnel, type Host } from './host';
import type { InFlight, Surroundings } from './in-flight';
import { isSettled, Nat, translateError, translatePacket, type Draw } from './nat';
import { needsConntrack } from './needs-conntrack';
import { PROTOCOL, type AddressNumber, type Packet } from './packet';
import { prepare } from './prepare';
import { kernelAnswer, rejectAnswer, type Answer } from './reject';
import { Routing, say, type OutputRoute } from './routing';
import { Recorder } from './recorder';
import { snapshot, type HookTrace, type Snapshot } from './trace';
import { walkTable, type Decider, type Decision, type Findings, type Place } from './walk';

/** How open fields and what can't be known are decided; a stack alone only has known packets. */
export interface Oracle {
	ask(packet: InFlight, field: FieldName, set: FieldSet): Outcome;
	decide(packet: InFlight, unknown: Unknown, place: Place): boolean;
	/** From now on, an open field only has values of the set; no case is made of the others. */
	narrow?(packet: InFlight, field: FieldName, set: FieldSet): void;
	/** Settles in which of the sets an open field is. */
	choose?(packet: InFlight, field: FieldName, sets: readonly FieldSet[]): void;
	/** One of the values that an open field may have. */
	sample?(packet: InFlight, field: FieldName): number | bigint | string | undefined;
}

/** Takes everything that is not known for not matching. */
export const literal: Oracle = {
	ask: (_packet, field) => ({ kind: 'unknown', because: `${field} is left open` }),
	decide: () => false
};

export interface StackOptions {
	readonly oracle?: Oracle;
	/** Ports that the kernel draws at random; the first of the range when left out. */
	readonly draw?: Draw;
	readonly set?: (name: string) => IpSet | undefined;
	/** Which iptables loaded the rules; 1.8.11 when left out. */
	readonly loadedBy?: LoadedBy;
	/** What is recorded: only the verdict, for packets in great number, which can't be answered or
	 * quoted later; the rules that matched too; or the whole trace. */
	readonly record?: 'verdict' | 'matched' | 'trace';
}

export type Lost =
	| 'before-hooks'
	| 'routing-after-PREROUTING'
	| 'routing-after-FORWARD'
	| 'fragment-queued'
	/** It left over lo, and was refused there. */
	| 'lo'
	| `send-error:${string}`;

export interface Passage {
	readonly verdict: 'ACCEPT' | 'DROP' | 'REJECT';
	readonly decidedBy: Decider | null;
	readonly matched: Findings['matched'];
	readonly policies: Findings['policies'];
	readonly hooks: readonly Hook[];
	readonly delivered: 'local' | 'sent' | 'forwarded' | null;
	/** Accepted by every hook it met, but it never arrived. */
	readonly lost: Lost | null;
	/** Why it was lost, or dropped by the kernel. */
	readonly because: string | null;
	/** Null without conntrack. */
	readonly state: InFlight['state'] | null;
	readonly direction: InFlight['direction'] | null;
	readonly injected: Snapshot;
	/** Behind the last hook; null when it was dropped. */
	readonly final: Snapshot | null;
	/** What the host answers: REJECT, time exceeded, no route. */
	readonly answer: Answer | null;
	/** Whether a port of it was drawn at random. */
	readonly random: boolean;
	readonly trace: readonly HookTrace[] | null;
}

type Stage = 'defragment' | 'conntrack' | 'nat' | 'confirm' | Exclude<TableName, 'nat'>;

/**
 * In the order of the priorities: -400, -300, -200, -150, -100 or 100, 0, 50, and the last; nft
 * has the security table at 150.
 */
const legacyStages: Readonly<Record<Hook, readonly Stage[]>> = {
	PREROUTING: ['defragment', 'raw', 'conntrack', 'mangle', 'nat'],
	INPUT: ['mangle', 'filter', 'security', 'nat', 'confirm'],
	FORWARD: ['mangle', 'filter', 'security'],
	OUTPUT: ['defragment', 'raw', 'conntrack', 'mangle', 'nat', 'filter', 'security'],
	POSTROUTING: ['mangle', 'nat', 'confirm']
};
const stages: Readonly<Record<Backend, Readonly<Record<Hook, readonly Stage[]>>>> = {
	legacy: legacyStages,
	nft: { ...legacyStages, INPUT: ['mangle', 'filter', 'nat', 'security', 'confirm'] }
};

/** What one packet has met so far. */
interface Journey {
	readonly findings: Findings;
	readonly hooks: Hook[];
	readonly recorder: Recorder | undefined;
	state: InFlight['state'] | null;
	direction: InFlight['direction'] | null;
	random: boolean;
}

type HookResult =
	| { readonly kind: 'on' }
	| { readonly kind: 'queued' }
	| { readonly kind: 'drop'; readonly by: Decider; readonly reject: string | null };

type Arrival = Pick<Passage, 'verdict' | 'decidedBy' | 'delivered' | 'lost' | 'because' | 'answer'>;

const on: HookResult = { kind: 'on' };

class Clock implements Session {
	now = 0;
	readonly #isOpen: (original: Tuple) => boolean;

	constructor(isOpen: (original: Tuple) => boolean) {
		this.#isOpen = isOpen;
	}

	isOpen(original: Tuple): boolean {
		return this.#isOpen(original);
	}
}

export class Stack {
	readonly connections: ConnectionTable;
	readonly #clock: Clock;
	#host: Host;
	#routing: Routing;
	#ruleSet: RuleSet;
	#tables: CompiledTables;
	#conntrack: Conntrack;
	#tracks: boolean;
	readonly #nat: Nat;
	readonly #fragments: Fragments;
	readonly #options: StackOptions;
	readonly #oracle: Oracle;
	readonly #around: Surroundings;
	readonly #seen: InFlight[] = [];
	readonly #draw: Draw;
	#drawn = false;
	#route: OutputRoute | undefined;
	#sent = 0;

	constructor(ruleSet: RuleSet, host: Host, options: StackOptions = {}) {
		this.#options = options;
		this.#oracle = options.oracle ?? literal;
		this.#host = host;
		this.#routing = new Routing(host);
		this.#ruleSet = ruleSet;
		this.#tables = compile(ruleSet, options.loadedBy);
		const now = () => this.#clock.now;
		this.connections = new ConnectionTable(now);
		this.#clock = new Clock((original) => this.#isOpen(original));
		this.#draw = options.draw ?? ((low) => low);
		this.#nat = new Nat(this.connections, (low, size) => {
			this.#drawn = true;
			return this.#draw(low, size);
		});
		this.#fragments = new Fragments(now);
		this.#conntrack = this.#newConntrack();
		this.#tracks = this.#needsConntrack();
		this.#around = this.#surroundings();
	}

	#newConntrack(): Conntrack {
		const { tcpLoose, tcpLiberal, conntrackChecksum } = this.#host;
		const settings = {
			loose: tcpLoose ?? true,
			liberal: tcpLiberal ?? false,
			checksum: conntrackChecksum ?? true
		};
		return new Conntrack(this.connections, settings, () => this.#clock.now);
	}

	#needsConntrack(): boolean {
		return this.#host.conntrack === 'always' || needsConntrack(this.#ruleSet);
	}

	#surroundings(): Surroundings {
		const addressType = (
			_family: Family,
			address: AddressNumber,
			device: string | undefined
		): AddressType => this.#routing.fib.addressType(address, device);
		return {
			backend: this.#ruleSet.backend,
			session: this.#clock,
			ask: (packet, field, set) => this.#oracle.ask(packet, field, set),
			addressType,
			routeTo: (address, device) => this.#routing.fib.lookup(address, device),
			set: this.#options.set ?? (() => undefined),
			expires: (connection) => connection.expires - this.#clock.now
		};
	}

	#isOpen(original: Tuple): boolean {
		const connection = this.connections.hasOriginal(original);
		if (!connection) return false;
		const state = connection.tcp?.state;
		return state !== 'TIME_WAIT' && state !== 'CLOSE';
	}

	/** Milliseconds since the session began. */
	get now(): number {
		return this.#clock.now;
	}

	get host(): Host {
		return this.#host;
	}

	/** Lets time go by. */
	wait(milliseconds: number): void {
		this.#clock.now += milliseconds;
	}

	/** Loads other rules; connections stay, and so do the memories of matches that are kept. */
	load(ruleSet: RuleSet): void {
		this.#ruleSet = ruleSet;
		this.#tables = compile(ruleSet, this.#options.loadedBy);
		this.#tracks ||= this.#needsConntrack();
	}

	/** The host's networks change; connections stay. */
	reconfigure(host: Host): void {
		this.#host = host;
		this.#routing = new Routing(host);
		this.#conntrack = this.#newConntrack();
		this.#tracks ||= this.#needsConntrack();
	}

	/** The n-th packet sent, as it was last seen. */
	lastSeen(index: number): InFlight | undefined {
		return this.#seen[index];
	}

	/** Counts a step of the flow that is no packet, so that later packets keep their index. */
	skip(): void {
		this.#sent++;
	}

	/** Sends one packet through the host. Undefined where it answers or quotes one that is not there. */
	send(described: Packet): Passage | undefined {
		const index = this.#sent++;
		const prepared = prepare(described, String(index), this.#around, (i) => this.#seen[i]);
		if (!prepared.ok) return undefined;
		const { packet } = prepared;
		const { record = 'matched' } = this.#options;
		if (record !== 'verdict') this.#seen[index] = packet.clone();
		const journey: Journey = {
			findings: { matched: [], policies: [] },
			hooks: [],
			recorder: record === 'trace' ? new Recorder() : undefined,
			state: null,
			direction: null,
			random: false
		};
		this.#drawn = false;
		const injected = this.#place(packet, described);
		const arrival =
			described.direction === 'out'
				? this.#output(packet, described.out, journey)
				: this.#receiveFromOutside(packet, journey);
		const { delivered } = arrival;
		if (delivered && record !== 'verdict') this.#seen[index] = packet;
		return {
			...arrival,
			matched: journey.findings.matched,
			policies: journey.findings.policies,
			hooks: journey.hooks,
			state: journey.state,
			direction: journey.direction,
			injected,
			final: delivered ? snapshot(packet) : null,
			random: this.#drawn,
			trace: journey.recorder?.hooks ?? null
		};
	}

	/** Sets what the way in or out says of the packet; its fields as injected. */
	#place(packet: InFlight, described: Packet): Snapshot {
		if (described.direction === 'in') {
			if (packet.in === null) packet.in = described.in ?? this.#firstInterface();
			if (packet.src === undefined && packet.in !== 'lo')
				this.#oracle.narrow?.(packet, 'src', foreignSources(packet.family, this.#ownAddresses()));
			packet.packetType = this.#packetType(packet, described);
		} else {
			this.#route = this.#routing.output(
				packet.family,
				this.#destination(packet),
				described.out === 'lo' ? undefined : described.out,
				undefined
			);
			packet.out = this.#route.kind === 'out' ? this.#route.device : null;
		}
		return snapshot(packet);
	}

	/** The address that routing looks at; one that stands for all, where it is left open. */
	#source(packet: InFlight): AddressNumber {
		const { src } = packet;
		if (src !== undefined && src !== null) return src;
		const found = this.#oracle.sample?.(packet, 'src');
		return typeof found === 'number' || typeof found === 'bigint' ? found : 0;
	}

	#destination(packet: InFlight): AddressNumber {
		const { dst, family } = packet;
		if (dst !== undefined && dst !== null) return dst;
		this.#oracle.choose?.(
			packet,
			'dst',
			destinationClasses(this.#routing.fib, family, this.#groups())
		);
		const found = this.#oracle.sample?.(packet, 'dst');
		return typeof found === 'number' || typeof found === 'bigint' ? found : 0;
	}

	#device(packet: InFlight): string {
		if (typeof packet.in === 'string') return packet.in;
		const found = this.#oracle.sample?.(packet, 'in');
		return typeof found === 'string' ? found : '';
	}

	#groups(): AddressNumber[] {
		return [...this.#routing.interfaces.values()].flatMap(({ groups = [] }) => groups);
	}

	#ownAddresses(): AddressNumber[] {
		return [...this.#routing.interfaces.values()].flatMap(({ addresses }) =>
			addresses.map(({ address }) => address)
		);
	}

	#mtu(device: string): number {
		return this.#routing.interfaces.get(device)?.mtu ?? (device === 'lo' ? 65536 : 1500);
	}

	#firstInterface(): string {
		return this.#host.interfaces.find(({ name }) => name !== 'lo')?.name ?? 'lo';
	}

	#packetType(packet: InFlight, { packetType }: Packet): InFlight['packetType'] {
		const device = this.#routing.interfaces.get(this.#device(packet));
		if (!device || device.name === 'lo' || isTunnel(device)) return 'unicast';
		if (packetType) return packetType;
		const { dst } = packet;
		if (dst === null || dst === undefined) return 'unicast';
		const multicast = typeof dst === 'bigint' ? dst >> 120n === 0xffn : dst >>> 28 === 14;
		if (multicast) return 'multicast';
		return this.#routing.isBroadcast(dst) ? 'broadcast' : 'unicast';
	}

	#receiveFromOutside(packet: InFlight, journey: Journey): Arrival {
		const refused =
			packet.packetType === 'otherhost'
				? 'its link-layer address is that of another host'
				: this.#routing.refusedAtOnce(this.#source(packet), packet.dst ?? 0, this.#device(packet));
		if (refused !== undefined) return lost('before-hooks', refused);
		return this.#receive(packet, journey, false);
	}

	/** From PREROUTING on. `routed`: it came over lo and knows its way. */
	#receive(packet: InFlight, journey: Journey, routed: boolean): Arrival {
		packet.out = null;
		const { dst } = packet;
		const result = this.#hook('PREROUTING', packet, journey);
		if (result.kind !== 'on') return this.#ended(packet, result);
		if (routed && packet.dst === dst) return this.#deliver(packet, journey);
		const { protocol } = packet;
		const route = this.#routing.input(
			this.#source(packet),
			this.#destination(packet),
			this.#device(packet),
			protocol ?? 0
		);
		journey.recorder?.event('routing', route.kind === 'lost' ? route.because : routeText(route));
		if (route.kind === 'lost') {
			const answer = kernelAnswer(packet, 'no-route', this.#host);
			return { ...lost('routing-after-PREROUTING', route.because), answer };
		}
		return route.kind === 'local'
			? this.#deliver(packet, journey)
			: this.#forward(packet, journey, route.device);
	}

	#deliver(packet: InFlight, journey: Journey): Arrival {
		const fragment = packet.moreFragments || (packet.fragmentOffset ?? 0) > 0;
		if (fragment && packet.family === 'ipv4' && !this.#fragments.add(packet, 'delivery'))
			return lost('fragment-queued', 'it waits for the other fragments of its datagram');
		const result = this.#hook('INPUT', packet, journey);
		if (result.kind !== 'on') return this.#ended(packet, result);
		return arrived('local');
	}

	#forward(packet: InFlight, journey: Journey, device: string): Arrival {
		const { ttl, packetType } = packet;
		if (packetType !== 'unicast')
			return lost(
				'routing-after-PREROUTING',
				`the kernel does not forward what came as link-layer ${packetType ?? 'broadcast'}`
			);
		if (ttl === undefined)
			this.#oracle.choose?.(packet, 'ttl', [{ kind: 'numbers', ranges: [[0, 1]] }]);
		const least = ttl ?? Number(this.#oracle.sample?.(packet, 'ttl') ?? 64);
		if (least <= 1) {
			const name = packet.family === 'ipv4' ? 'TTL' : 'hop limit';
			const answer = kernelAnswer(packet, 'time-exceeded', this.#host);
			return { ...lost('routing-after-PREROUTING', `its ${name} runs out here`), answer };
		}
		const refused =
			device === packet.in ? undefined : this.#routing.forwardRefused(this.#source(packet));
		if (refused !== undefined) return lost('routing-after-PREROUTING', refused);
		const mtu = this.#mtu(device);
		if ((packet.length ?? 0) > mtu && (packet.family === 'ipv6' || packet.df))
			return lost(
				'routing-after-PREROUTING',
				`it is longer than the ${mtu} octets that ${device} takes`
			);
		if (typeof ttl === 'number') packet.ttl = ttl - 1;
		packet.out = device;
		const result = this.#hook('FORWARD', packet, journey);
		if (result.kind !== 'on') return this.#ended(packet, result);
		const last = this.#hook('POSTROUTING', packet, journey);
		return last.kind === 'on' ? arrived('forwarded') : this.#ended(packet, last);
	}

	#output(packet: InFlight, insisted: string | undefined, journey: Journey): Arrival {
		const route = this.#route;
		if (!route || route.kind === 'error')
			return lost(`send-error:${route?.error ?? 'ENETUNREACH'}`, route?.because ?? '');
		const mtu = this.#mtu(route.device);
		if ((packet.length ?? 0) > mtu)
			return lost(
				'send-error:EMSGSIZE',
				`it is longer than the ${mtu} octets that ${route.device} takes`
			);
		packet.in = null;
		packet.out = route.device;
		const result = this.#hook('OUTPUT', packet, journey);
		if (result.kind !== 'on') return this.#ended(packet, result);
		const way = this.#route;
		if (way?.kind !== 'out') return lost('send-error:ENETUNREACH', insisted ?? '');
		packet.out = way.device;
		if (way.copy) {
			// The copy for the host itself leaves first; what becomes of it does not touch the original.
			this.#hook('POSTROUTING', packet.clone(), journey);
		}
		const last = this.#hook('POSTROUTING', packet, journey);
		if (last.kind !== 'on') return this.#ended(packet, last);
		if (way.device !== 'lo') return arrived('sent');
		packet.in = 'lo';
		packet.socket = 'none';
		packet.uid = packet.gid = null;
		const refused = this.#routing.refusedAtOnce(this.#source(packet), packet.dst ?? 0, 'lo');
		if (refused !== undefined) return lost('lo', refused);
		return this.#receive(packet, journey, true);
	}

	#ended(packet: InFlight, result: Exclude<HookResult, { kind: 'on' }>): Arrival {
		if (packet.entry) this.connections.discard(packet.entry);
		if (result.kind === 'queued')
			return lost('fragment-queued', 'it waits for the other fragments of its datagram');
		const { by, reject } = result;
		return {
			verdict: reject === null ? 'DROP' : 'REJECT',
			decidedBy: by,
			delivered: null,
			lost: null,
			because: 'cause' in by ? by.because : null,
			answer: reject === null ? null : rejectAnswer(packet, reject, this.#routing)
		};
	}

	#hook(hook: Hook, packet: InFlight, journey: Journey): HookResult {
		packet.hook = hook;
		journey.hooks.push(hook);
		journey.recorder?.begin(hook, packet);
		for (const stage of stages[this.#ruleSet.backend][hook]) {
			const result = this.#stage(stage, hook, packet, journey);
			if (result.kind !== 'on') return result;
		}
		return on;
	}

	#stage(stage: Stage, hook: Hook, packet: InFlight, journey: Journey): HookResult {
		switch (stage) {
			case 'defragment': {
				const fragment = packet.moreFragments || (packet.fragmentOffset ?? 0) > 0;
				if (!fragment || !this.#tracks || packet.tracked) return on;
				if (!this.#fragments.add(packet, hook)) return { kind: 'queued' };
				journey.recorder?.event('fragment', 'the datagram is complete');
				return on;
			}
			case 'conntrack':
				if (this.#tracks) this.#track(packet, journey);
				return on;
			case 'confirm':
				return this.#confirm(hook, packet, journey);
			case 'nat':
				return this.#translate(hook, packet, journey);
			default:
				return this.#filter(stage, hook, packet, journey);
		}
	}

	#track(packet: InFlight, journey: Journey): void {
		if (packet.tcpFlags === undefined || packet.icmpType === undefined) this.#trackOpen(packet);
		else this.#conntrack.take(packet);
		journey.state ??= packet.state;
		if (packet.entry) journey.direction ??= packet.direction;
		journey.recorder?.event('conntrack', conntrackText(packet));
	}

	/** What conntrack makes of a packet depends on flags and type: one case for each kind of them. */
	#trackOpen(packet: InFlight): void {
		const { tcpFlags, icmpType } = packet;
		if (tcpFlags === undefined) {
			this.#oracle.choose?.(packet, 'tcpFlags', flagClasses);
			packet.tcpFlags = Number(this.#oracle.sample?.(packet, 'tcpFlags') ?? 2);
		}
		if (icmpType === undefined) {
			this.#oracle.choose?.(packet, 'icmpType', icmpClasses[packet.family]);
			packet.icmpType = Number(this.#oracle.sample?.(packet, 'icmpType') ?? 8);
		}
		this.#conntrack.take(packet);
		packet.tcpFlags = tcpFlags;
		packet.icmpType = icmpType;
	}

	#confirm(hook: Hook, packet: InFlight, journey: Journey): HookResult {
		const { entry } = packet;
		if (!entry || entry.confirmed || entry.dead || packet.direction === 'reply') return on;
		if (this.connections.confirm(entry)) {
			journey.recorder?.event('confirm', 'the connection enters the table');
			return on;
		}
		const because = 'another connection already has these addresses and ports';
		return { kind: 'drop', by: { hook, cause: 'kernel', because }, reject: null };
	}

	#filter(
		table: Exclude<TableName, 'nat'>,
		hook: Hook,
		packet: InFlight,
		journey: Journey
	): HookResult {
		if (table !== 'mangle' || hook !== 'OUTPUT')
			return resultOf(this.#walk(table, hook, packet, journey));
		const { src, dst, mark, tos, ttl, family } = packet;
		const decision = this.#walk(table, hook, packet, journey);
		const routed =
			packet.src === src &&
			packet.dst === dst &&
			packet.mark === mark &&
			packet.tos === tos &&
			(family === 'ipv4' || packet.ttl === ttl);
		if (decision.kind === 'drop' || routed) return resultOf(decision);
		return this.#reroute(packet, journey);
	}

	/** ip_route_me_harder: the packet has changed, and so may its way out. */
	#reroute(packet: InFlight, journey: Journey): HookResult {
		const way = this.#routing.reroute(
			packet.family,
			this.#source(packet),
			this.#destination(packet)
		);
		journey.recorder?.event(
			'routing',
			way.kind === 'out' ? `routed again: leaves through ${way.device}` : way.because
		);
		if (way.kind === 'error') {
			const by = { hook: packet.hook, cause: 'kernel', because: way.because } as const;
			return { kind: 'drop', by, reject: null };
		}
		// The hook goes on with the interface that it began with; POSTROUTING sees the new one.
		this.#route = way;
		return on;
	}

	#walk(table: TableName, hook: Hook, packet: InFlight, journey: Journey): Decision {
		const base = this.#tables[table]?.base[hook];
		if (!base) return { kind: 'accept' };
		packet.table = table;
		const { record = 'matched' } = this.#options;
		const result = walkTable(
			base,
			packet,
			this,
			record === 'verdict' ? undefined : journey.findings,
			record === 'trace'
		);
		if (result.record) journey.recorder?.table(table, result.record);
		return result.decision;
	}

	/** nf_nat_inet_fn */
	#translate(hook: Hook, packet: InFlight, journey: Journey): HookResult {
		const { entry } = packet;
		if (!entry || !this.#translates()) return on;
		const manipulation = hook === 'PREROUTING' || hook === 'OUTPUT' ? 'destination' : 'source';
		const before = journey.recorder && snapshot(packet);
		if (packet.state === 'RELATED') {
			if (!translateError(packet, manipulation)) {
				const because = 'an ICMP error that cannot be translated back';
				return { kind: 'drop', by: { hook, cause: 'kernel', because }, reject: null };
			}
		} else {
			const drawn = this.#drawn;
			this.#drawn = false;
			if (packet.state === 'NEW' && !isSettled(entry, manipulation)) {
				const decision = this.#walk('nat', hook, packet, journey);
				if (decision.kind === 'drop') return decision;
				if (!isSettled(entry, manipulation)) this.#nat.setUpNull(entry, manipulation);
			} else if (this.#hasMovedFrom(entry, hook, packet)) {
				this.connections.delete(entry);
				const because = `the connection was masqueraded as ${entry.masqueradeOn ?? ''} and now leaves elsewhere`;
				return { kind: 'drop', by: { hook, cause: 'kernel', because }, reject: null };
			}
			this.#drawn ||= drawn;
			if (!translatePacket(packet, manipulation)) {
				const because = 'its header is too short to be translated';
				return { kind: 'drop', by: { hook, cause: 'kernel', because }, reject: null };
			}
		}
		if (journey.recorder && before) journey.recorder.event('nat', natText(before, packet));
		if (hook !== 'OUTPUT') return on;
		const [own, other] =
			packet.direction === 'original'
				? [entry.original, entry.reply]
				: [entry.reply, entry.original];
		return own.dst === other.src ? on : this.#reroute(packet, journey);
	}

	/** Whether the nat table has a hook: nft has one once a built-in chain of it is made. */
	#translates(): boolean {
		const { nat } = this.#tables;
		return nat !== undefined && Object.keys(nat.base).length > 0;
	}

	#hasMovedFrom(entry: Connection, hook: Hook, packet: InFlight): boolean {
		return (
			hook === 'POSTROUTING' &&
			packet.direction === 'original' &&
			entry.masqueradeOn !== undefined &&
			entry.masqueradeOn !== packet.out
		);
	}

	decide(packet: InFlight, unknown: Unknown, place: Place): boolean {
		return this.#oracle.decide(packet, unknown, place);
	}

	apply(packet: InFlight, effect: Parameters<typeof apply>[1], place: Place): Applied {
		return apply(packet, effect, place, this.#nat, this.#routing);
	}
}

function resultOf(decision: Decision): HookResult {
	return decision.kind === 'accept' ? on : decision;
}

function lost(what: Lost, because: string): Arrival {
	return {
		verdict: 'ACCEPT',
		decidedBy: null,
		delivered: null,
		lost: what,
		because,
		answer: null
	};
}

function arrived(where: 'local' | 'sent' | 'forwarded'): Arrival {
	return {
		verdict: 'ACCEPT',
		decidedBy: null,
		delivered: where,
		lost: null,
		because: null,
		answer: null
	};
}

function routeText(
	route: { readonly kind: 'local' } | { readonly kind: 'forward'; readonly device: string }
): string {
	return route.kind === 'local' ? 'for this host' : `forwarded through ${route.device}`;
}

function conntrackText(packet: InFlight): string {
	if (!packet.entry) return packet.state;
	return `${packet.state}, ${packet.direction} direction`;
}

function natText(before: Snapshot, packet: InFlight): string {
	const end = (address: AddressNumber | null | undefined, port: number | null | undefined) =>
		`${address === null || address === undefined ? '?' : say(address)}${typeof port === 'number' ? ` port ${port}` : ''}`;
	const changes: string[] = [];
	if (before.src !== packet.src || before.sport !== packet.sport)
		changes.push(
			`source ${end(before.src, before.sport)} becomes ${end(packet.src, packet.sport)}`
		);
	if (before.dst !== packet.dst || before.dport !== packet.dport)
		changes.push(
			`destination ${end(before.dst, before.dport)} becomes ${end(packet.dst, packet.dport)}`
		);
	if (packet.protocol === PROTOCOL.icmp && before.icmpId !== packet.icmpId)
		changes.push(`ICMP id ${before.icmpId ?? ''} becomes ${packet.icmpId}`);
	return changes.length > 0 ? changes.join('; ') : 'nothing to translate';
}
