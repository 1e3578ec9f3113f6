import { hopLimitTarget } from './hop-limit-target';

export const TTL = hopLimitTarget('TTL', 'ipv4', 'TTL');
