import type { Translation } from '../translation';
import type { container as english } from '../en/container';

export const container: Translation<typeof english> = {};
