import { useTranslation } from 'react-i18next';
import { describeError, type ErrorText } from '../../shared/error-text';
import type { ErrorInfo } from '../../shared/errors';

/** Describes errors in the language of the page. */
export function useErrorText(): (error: ErrorInfo) => ErrorText {
  const { t } = useTranslation('errors');
  return (error) => describeError(error, t);
}
