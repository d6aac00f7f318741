import type { Translation } from '../translation';
import type { shell as english } from '../en/shell';

export const shell: Translation<typeof english> = {};
