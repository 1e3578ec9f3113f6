export { Cancelled, connect, type Connection } from './connect';
export { ownScript } from './trusted';
