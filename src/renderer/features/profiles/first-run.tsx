/** No profile yet: three steps to the first one that works. */
import { useEffect, useRef, useState } from 'react';
import type { ProfileDraft } from '../../../shared/profile';
import { useTexts } from '../../hooks/use-texts';
import styles from './first-run.module.css';
import { ConnectStep } from './first-run/connect-step';
import { HostStep } from './first-run/host-step';
import { TestStep } from './first-run/test-step';

interface FirstRunProps {
  /** Leads to everything that a profile can have. */
  readonly onAdd: () => void;
  readonly onImport: () => void;
}

type Place =
  | { readonly at: 'host' }
  | { readonly at: 'test'; readonly draft: ProfileDraft }
  | { readonly at: 'connect'; readonly draft: ProfileDraft };

const STEPS = ['host', 'test', 'connect'] as const;

export function FirstRun({ onAdd, onImport }: FirstRunProps) {
  const { t } = useTexts('profiles');
  const [place, setPlace] = useState<Place>({ at: 'host' });
  /** What was typed, for whoever comes back to it. */
  const [host, setHost] = useState('');
  const body = useRef<HTMLDivElement>(null);
  const here = STEPS.indexOf(place.at);

  // A screen reader hears the next step, and Tab goes on from there.
  const shown = useRef(place.at);
  useEffect(() => {
    if (shown.current === place.at) return;
    shown.current = place.at;
    const next = body.current?.querySelector<HTMLElement>('[data-autofocus]');
    (next ?? body.current?.querySelector('h2'))?.focus();
  }, [place.at]);

  return (
    <div ref={body} className={styles['first']}>
      <ol aria-label={t('first.steps')} className={styles['dots']}>
        {STEPS.map((step, index) => (
          <li
            key={step}
            aria-current={index === here ? 'step' : undefined}
            data-done={index < here || undefined}
          >
            <span className="visually-hidden">{t(`first.${step}.step`)}</span>
          </li>
        ))}
      </ol>
      {place.at === 'host' && (
        <HostStep
          host={host}
          onHost={setHost}
          onNext={(draft) => setPlace({ at: 'test', draft })}
          onAdd={onAdd}
          onImport={onImport}
        />
      )}
      {place.at === 'test' && (
        <TestStep
          draft={place.draft}
          onBack={() => setPlace({ at: 'host' })}
          onNext={() => setPlace({ at: 'connect', draft: place.draft })}
        />
      )}
      {place.at === 'connect' && (
        <ConnectStep
          draft={place.draft}
          onBack={() => setPlace({ at: 'test', draft: place.draft })}
        />
      )}
    </div>
  );
}
