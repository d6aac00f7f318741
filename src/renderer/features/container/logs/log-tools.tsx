import { Clock, Download, Pause, Play, Trash2, WrapText } from 'lucide-react';
import type { LogLine } from '../../../../shared/container-tools';
import { Select } from '../../../components/select';
import { useTexts } from '../../../hooks/use-texts';
import { ToolButton } from '../tool-button';
import styles from './logs.module.css';

type Output = 'all' | LogLine['stream'];
const OUTPUTS: readonly Output[] = ['all', 'stdout', 'stderr'];

export interface LogView {
  readonly output: Output;
  readonly times: boolean;
  readonly wrap: boolean;
}

interface LogToolsProps {
  readonly view: LogView;
  readonly onView: (view: LogView) => void;
  readonly paused: boolean;
  readonly onPause: (paused: boolean) => void;
  readonly onClear: () => void;
  /** Not possible while the bridge is down. */
  readonly onSave: (() => void) | null;
}

/** How the log is shown, and what is done with it. */
export function LogTools({ view, onView, paused, onPause, onClear, onSave }: LogToolsProps) {
  const { t } = useTexts('container');
  return (
    <div className={styles['tools']}>
      <Select
        aria-label={t('logs.output')}
        value={view.output}
        className={styles['output']}
        onChange={({ target }) => {
          const output = OUTPUTS.find((each) => each === target.value);
          if (output) onView({ ...view, output });
        }}
      >
        {OUTPUTS.map((output) => (
          <option key={output} value={output}>
            {t(`logs.outputs.${output}`)}
          </option>
        ))}
      </Select>
      <ToolButton
        label={t('logs.times')}
        pressed={view.times}
        onClick={() => onView({ ...view, times: !view.times })}
      >
        <Clock />
      </ToolButton>
      <ToolButton
        label={t('logs.wrap')}
        pressed={view.wrap}
        onClick={() => onView({ ...view, wrap: !view.wrap })}
      >
        <WrapText />
      </ToolButton>
      <span className={styles['gap']} />
      <ToolButton label={t(paused ? 'logs.resume' : 'logs.pause')} onClick={() => onPause(!paused)}>
        {paused ? <Play /> : <Pause />}
      </ToolButton>
      <ToolButton label={t('logs.clear')} onClick={onClear}>
        <Trash2 />
      </ToolButton>
      <ToolButton label={t('logs.save')} disabled={!onSave} onClick={() => onSave?.()}>
        <Download />
      </ToolButton>
    </div>
  );
}
