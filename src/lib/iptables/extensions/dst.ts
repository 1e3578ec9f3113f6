// Options: https://git.netfilter.org/iptables/tree/extensions/libip6t_dst.c
import { optionsHeader } from './options-header';

export const dst = optionsHeader('dst', 60, 'destination options');
