import type { Translation } from '../translation';
import type { activity as english } from '../en/activity';

export const activity: Translation<typeof english> = {};
