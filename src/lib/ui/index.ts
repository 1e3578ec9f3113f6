import './tokens.css';
import './base.css';

export { default as CopyButton } from './CopyButton.svelte';
export { default as Dialog } from './Dialog.svelte';
export { default as Disclosure } from './Disclosure.svelte';
export { default as DropZone } from './DropZone.svelte';
export { default as Outcome } from './Outcome.svelte';
export { default as Problems } from './Problems.svelte';
export { default as Segmented } from './Segmented.svelte';
export { default as ShareLink } from './ShareLink.svelte';
export { default as Tabs } from './Tabs.svelte';
export { default as TextBox } from './TextBox.svelte';
export { default as VirtualList } from './VirtualList.svelte';
export { download } from './download';
export { href } from './href';
export type { ProblemRow } from './problem-row';
export { toneWords, type Tone } from './tone';
export { describeKeys, isTyping, pageKeys, type KeyLine } from './keys.svelte';
