import { prefixTranslation } from './prefix-translation-target';

export const DNPT = prefixTranslation('DNPT', 'destination', ['PREROUTING', 'OUTPUT']);
