import type { Translation } from '../translation';
import type { test as english } from '../en/test';

export const test: Translation<typeof english> = {};
