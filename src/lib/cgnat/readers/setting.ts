import { list } from './list';
import type { LineReader } from './reader';

/**
 * A setting of a cluster or of Docker whose name indicates a network: `podCIDR: 10.244.0.0/24`,
 * `--service-cluster-ip-range=10.96.0.0/12`, `"Subnet": "172.17.0.0/16"`.
 */
const setting =
	/^[\s"'-]*(?:cluster-cidr|service-cluster-ip-range|pod-network-cidr|service-cidr|podCIDRs?|podSubnet|serviceSubnet|clusterCIDR|cidr|bip|subnet|base)["']?\s*[:=]\s*/i;

export const networkSetting: LineReader = (line) => {
	const head = setting.exec(line.text)?.[0];
	if (head === undefined) return undefined;
	const value = line.text.slice(head.length);
	if (!/^[[("']*[\da-f.:]+\/\d+/i.test(value)) return undefined;
	// Blanks keep the value at its column.
	return list({ ...line, text: ' '.repeat(head.length) + value });
};
