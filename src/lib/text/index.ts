export { applyEdits, editBetween, type TextEdit } from './edit';
