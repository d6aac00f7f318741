import { ArrowUpRight } from 'lucide-react';
import type { Port } from '../../../shared/inventory';
import { CopyButton } from '../../components/copy-button';
import { useCommands } from '../../hooks/use-commands';
import { useTexts } from '../../hooks/use-texts';
import { distinctPorts, portLabel, urlOf } from './port-view';
import styles from './ports.module.css';

const MOST = 6;

interface PortsProps {
  readonly ports: readonly Port[];
  /** IPv4 address that answers here; without one the ports are only named. */
  readonly address: string | null;
  /** Name for a browser to open; the address where there is none. */
  readonly host: string | null;
  /** Whose they are. */
  readonly name: string;
}

/** A chip per port: opens what a browser can show, copies `address:port` of everything else. */
export function Ports({ ports, address, host, name }: PortsProps) {
  const distinct = distinctPorts(ports);
  if (distinct.length === 0) return null;
  const more = distinct.slice(MOST).map(portLabel).join(', ');
  return (
    <span className={styles['ports']}>
      {distinct.slice(0, MOST).map((port) =>
        address === null ? (
          <span key={portLabel(port)} className={styles['chip']}>
            {portLabel(port)}
          </span>
        ) : (
          <Chip
            key={portLabel(port)}
            port={port}
            address={address}
            host={host ?? address}
            name={name}
          />
        ),
      )}
      {more && <span title={more}>+{distinct.length - MOST}</span>}
    </span>
  );
}

interface ChipProps {
  readonly port: Port;
  readonly address: string;
  readonly host: string;
  readonly name: string;
}

function Chip({ port, address, host, name }: ChipProps) {
  const { t } = useTexts('containers');
  const { run } = useCommands();
  const url = urlOf(host, port);
  const label = portLabel(port);
  if (url === null) {
    const target = `${address}:${port.container}`;
    return (
      <CopyButton
        text={target}
        label={t('copyPort', { target, name, port: label })}
        className={`${styles['chip'] ?? ''} ${styles['press'] ?? ''}`}
      >
        {label}
      </CopyButton>
    );
  }
  return (
    <button
      type="button"
      aria-label={t('openPort', { port: label, name })}
      title={url}
      className={`${styles['chip'] ?? ''} ${styles['link'] ?? ''}`}
      onClick={() => void run((gangway) => gangway.openUrl(url))}
    >
      {label}
      <ArrowUpRight size="0.75rem" aria-hidden="true" />
    </button>
  );
}
