import { describeError, type ErrorText } from '../../shared/error-text';
import type { ErrorInfo } from '../../shared/errors';
import { useTexts } from './use-texts';

/** Describes errors in the language of the page. */
export function useErrorText(): (error: ErrorInfo) => ErrorText {
  const { t } = useTexts('errors');
  return (error) => describeError(error, t);
}
