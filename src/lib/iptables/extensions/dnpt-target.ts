// Options: https://git.netfilter.org/iptables/tree/extensions/libip6t_DNPT.c
import { prefixTranslation } from './prefix-translation-target';

export const DNPT = prefixTranslation('DNPT', 'destination', ['PREROUTING', 'OUTPUT']);
