import { optionsHeader } from './options-header';

export const hbh = optionsHeader('hbh', 0, 'hop-by-hop options');
