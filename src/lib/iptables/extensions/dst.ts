import { optionsHeader } from './options-header';

export const dst = optionsHeader('dst', 60, 'destination options');
