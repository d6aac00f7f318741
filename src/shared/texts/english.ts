import type { AnyTexts } from '.';
import { createTexts } from '.';

/** For the command line and for logs, which speak English alone. */
export const ENGLISH: AnyTexts = createTexts('en').t;
