import { hopLimitTarget } from './hop-limit-target';

export const HL = hopLimitTarget('HL', 'ipv6', 'hop limit');
