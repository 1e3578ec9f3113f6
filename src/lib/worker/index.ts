export { Cancelled, connect, type Connection } from './connect';
