import { readNetworks } from '$lib/cgnat';
import { expose } from 'comlink';

const api = { readNetworks };
export type Api = typeof api;
expose(api);
