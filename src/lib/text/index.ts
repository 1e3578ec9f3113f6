export { applyEdits, editBetween, type TextEdit } from './edit';
export { decodeText, detectEncoding, ENCODING_SAMPLE, type Encoding } from './encoding';
