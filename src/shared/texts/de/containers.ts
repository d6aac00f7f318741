import type { Translation } from '../translation';
import type { containers as english } from '../en/containers';

export const containers: Translation<typeof english> = {};
