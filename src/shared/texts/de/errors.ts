import type { Translation } from '../translation';
import type { errors as english } from '../en/errors';

export const errors: Translation<typeof english> = {};
