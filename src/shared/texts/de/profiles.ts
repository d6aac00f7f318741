import type { Translation } from '../translation';
import type { profiles as english } from '../en/profiles';

export const profiles: Translation<typeof english> = {};
