import type { Translation } from '../translation';
import type { networks as english } from '../en/networks';

export const networks: Translation<typeof english> = {};
