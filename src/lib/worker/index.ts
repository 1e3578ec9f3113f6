export { Cancelled, connect, type Connection } from './connect';
export { ownScript, spawnFrom, spawnWithin } from './trusted';
export { pool, type Pool } from './pool';
