// Options: https://git.netfilter.org/iptables/tree/extensions/libip6t_HL.c
import { hopLimitTarget } from './hop-limit-target';

export const HL = hopLimitTarget('HL', 'ipv6', 'hop limit');
