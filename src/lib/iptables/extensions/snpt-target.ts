import { prefixTranslation } from './prefix-translation-target';

export const SNPT = prefixTranslation('SNPT', 'source', ['INPUT', 'POSTROUTING']);
