// Options: https://git.netfilter.org/iptables/tree/extensions/libip6t_hbh.c
import { optionsHeader } from './options-header';

export const hbh = optionsHeader('hbh', 0, 'hop-by-hop options');
