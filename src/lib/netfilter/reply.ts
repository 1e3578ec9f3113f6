/** What a reply takes from the packet it answers. */
import type { FieldName } from '../iptables';
import type { InFlight } from './in-flight';
import { hasIcmpId, type Packet } from './packet';

/** The type of the reply to each ICMP request. */
const icmpAnswers: ReadonlyMap<number, number> = new Map([
	[8, 0],
	[13, 14],
	[15, 16],
	[17, 18],
	[128, 129]
]);

/** The fields that a reply takes from the packet it answers, and the variables they stand for. */
interface Answered {
	readonly fields: Partial<Packet>;
	readonly variables: Partial<Record<FieldName, string>>;
}

export function answerTo(to: InFlight): Answered {
	const fields: {
		-readonly [K in keyof Packet]?: Packet[K];
	} = {};
	if (typeof to.dst === 'number' || typeof to.dst === 'bigint') fields.src = to.dst;
	if (typeof to.src === 'number' || typeof to.src === 'bigint') fields.dst = to.src;
	if (to.protocol !== undefined) fields.protocol = to.declaredProtocol;
	if (typeof to.dport === 'number') fields.sport = to.dport;
	if (typeof to.sport === 'number') fields.dport = to.sport;
	if (typeof to.icmpType === 'number' && typeof to.protocol === 'number')
		if (hasIcmpId(to.protocol, to.icmpType)) {
			fields.icmpId = to.icmpId;
			fields.icmpType = icmpAnswers.get(to.icmpType) ?? to.icmpType;
		}
	const { variables = {} } = to;
	const swapped: Partial<Record<FieldName, string>> = {};
	if (variables.src) swapped.dst = variables.src;
	if (variables.dst) swapped.src = variables.dst;
	if (variables.sport) swapped.dport = variables.sport;
	if (variables.dport) swapped.sport = variables.dport;
	if (variables.protocol) swapped.protocol = variables.protocol;
	return { fields, variables: swapped };
}
