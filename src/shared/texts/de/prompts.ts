import type { Translation } from '../translation';
import type { prompts as english } from '../en/prompts';

export const prompts: Translation<typeof english> = {};
