import { report, weigh } from '$lib/shift';
import { expose } from 'comlink';

const api = { report, weigh };
export type Api = typeof api;
expose(api);
