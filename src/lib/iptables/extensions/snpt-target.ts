// Options: https://git.netfilter.org/iptables/tree/extensions/libip6t_SNPT.c
import { prefixTranslation } from './prefix-translation-target';

export const SNPT = prefixTranslation('SNPT', 'source', ['INPUT', 'POSTROUTING']);
