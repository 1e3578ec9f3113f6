// Options: https://git.netfilter.org/iptables/tree/extensions/libipt_TTL.c
import { hopLimitTarget } from './hop-limit-target';

export const TTL = hopLimitTarget('TTL', 'ipv4', 'TTL');
