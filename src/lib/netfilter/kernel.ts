/** The kernel's state during a session: the host, the rules, and everything it remembers. */
import type {
	AddressType,
	Backend,
	Family,
	RuleSet,
	Tuple,
	Unknown,
	Effect,
	Zone
} from '../iptables';
import type { Applied } from './applied';
import { Clock } from './clock';
import { compile, type CompiledTables } from './compile';
import { ConnectionTable } from './connection-table';
import { Conntrack } from './conntrack';
import { apply } from './effects';
import { Fragments } from './fragments';
import type { Host } from './host';
import type { InFlight, Surroundings } from './in-flight';
import { Nat, type Draw } from './nat';
import { needsConntrack } from './needs-conntrack';
import { literal, type Oracle } from './oracle';
import type { AddressNumber } from './packet';
import { withReplacedTables } from './replaced-tables';
import { Routing } from './routing';
import type { StackOptions } from './stack-options';
import type { Place, Walker } from './walk';
import { defaultZone } from './zone';

export class Kernel implements Walker {
	readonly connections: ConnectionTable;
	readonly nat: Nat;
	readonly fragments: Fragments;
	readonly options: StackOptions;
	readonly oracle: Oracle;
	readonly around: Surroundings;
	/** Whether a port was drawn at random for the current packet. */
	drawn = false;
	readonly #clock: Clock;
	#host: Host;
	#routing: Routing;
	#ruleSet: RuleSet;
	#tables: CompiledTables;
	#conntrack: Conntrack;
	#tracks: boolean;

	constructor(ruleSet: RuleSet, host: Host, options: StackOptions) {
		this.options = options;
		this.oracle = options.oracle ?? literal;
		this.#host = host;
		this.#routing = new Routing(host);
		this.#ruleSet = ruleSet;
		this.#tables = compile(ruleSet, options.loadedBy);
		const now = () => this.#clock.now;
		this.connections = new ConnectionTable(now);
		this.#clock = new Clock((tuple, zone) => this.#isOpen(tuple, zone));
		const draw: Draw = options.draw ?? ((low) => low);
		this.nat = new Nat(this.connections, (low, size) => {
			this.drawn = true;
			return draw(low, size);
		});
		this.fragments = new Fragments(now);
		this.#conntrack = this.#newConntrack();
		this.#tracks = this.#needsConntrack();
		this.around = this.#surroundings();
	}

	/** Milliseconds since the session began. */
	get now(): number {
		return this.#clock.now;
	}

	get host(): Host {
		return this.#host;
	}

	get routing(): Routing {
		return this.#routing;
	}

	get backend(): Backend {
		return this.#ruleSet.backend;
	}

	get tables(): CompiledTables {
		return this.#tables;
	}

	get conntrack(): Conntrack {
		return this.#conntrack;
	}

	/** Whether conntrack is on; once on, it stays on. */
	get tracks(): boolean {
		return this.#tracks;
	}

	/** Lets time pass. */
	wait(milliseconds: number): void {
		this.#clock.now += milliseconds;
	}

	/** Loads other rules; connections stay, and matches keep their memory as the back end keeps it. */
	load(changed: RuleSet): void {
		const ruleSet = withReplacedTables(this.#ruleSet, changed);
		this.#ruleSet = ruleSet;
		this.#tables = compile(ruleSet, this.options.loadedBy);
		this.#tracks ||= this.#needsConntrack();
	}

	/** The host's networks change; connections stay. */
	reconfigure(host: Host): void {
		const before = this.#routing;
		this.#host = host;
		this.#routing = new Routing(host);
		this.#forgetMasqueraded(before);
		this.#conntrack = this.#newConntrack();
		this.#tracks ||= this.#needsConntrack();
	}

	/**
	 * MASQUERADE drops the connections that use an address which an interface has lost, or whose
	 * interface went down: masq_inet_event and masq_device_event in
	 * https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/nf_nat_masquerade.c
	 */
	#forgetMasqueraded(before: Routing): void {
		for (const connection of [...this.connections]) {
			const { masqueradeOn, reply } = connection;
			if (masqueradeOn === undefined) continue;
			const had = before.interfaces.get(masqueradeOn);
			const has = this.#routing.interfaces.get(masqueradeOn);
			const owns = (one: typeof had) =>
				one?.addresses.some(({ address }) => address === reply.dst) ?? false;
			const wentDown = had?.up !== false && has?.up === false;
			if (!has || wentDown || (owns(had) && !owns(has))) this.connections.delete(connection);
		}
	}

	decide(packet: InFlight, unknown: Unknown, place: Place): boolean {
		return this.oracle.decide(packet, unknown, place);
	}

	apply(packet: InFlight, effect: Effect, place: Place): Applied {
		return apply(packet, effect, place, this.nat, this.#routing, (unknown) =>
			this.oracle.decide(packet, unknown, place)
		);
	}

	#newConntrack(): Conntrack {
		const { tcpLoose, tcpLiberal, conntrackChecksum } = this.#host;
		const settings = {
			loose: tcpLoose ?? true,
			liberal: tcpLiberal ?? false,
			checksum: conntrackChecksum ?? true
		};
		return new Conntrack(
			this.connections,
			settings,
			() => this.#clock.now,
			(packet, unknown, place) => this.oracle.decide(packet, unknown, place)
		);
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
			ask: (packet, field, set) => this.oracle.ask(packet, field, set),
			addressType,
			routeTo: (address, through) => this.#routing.fib.routeTo(address, through),
			set: this.options.set ?? (() => undefined),
			expires: (connection) => connection.expires - this.#clock.now
		};
	}

	#isOpen(tuple: Tuple, zone: Zone | null): boolean {
		const found = this.connections.find({ icmp: 0, ...tuple }, zone ?? defaultZone);
		if (!found) return false;
		const state = found.connection.tcp?.state;
		return state !== 'TIME_WAIT' && state !== 'CLOSE';
	}
}
