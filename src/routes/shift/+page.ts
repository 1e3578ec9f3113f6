export { load } from '../yield';
