import type { Translation } from '../translation';
import type { popover as english } from '../en/popover';

export const popover: Translation<typeof english> = {};
