// xt_hl, https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/xt_hl.c
import { hopLimit } from './hop-limit';

export const ttl = hopLimit('ttl', 'ipv4', 'TTL');
