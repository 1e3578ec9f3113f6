export { familiesOf, readCases } from './cases';
export { checkCase } from './check';
