// xt_hl, https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/xt_hl.c
import { hopLimit } from './hop-limit';

export const hl = hopLimit('hl', 'ipv6', 'hop limit');
