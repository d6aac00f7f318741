import { ArrowUpRight } from 'lucide-react';
import type { Container, Port } from '../../../shared/inventory';
import { CopyButton } from '../../components/copy-button';
import { useCommands } from '../../hooks/use-commands';
import { distinctPorts, portLabel, urlOf } from './container-view';
import styles from './ports.module.css';

const MOST = 6;

interface PortsProps {
  readonly container: Container;
  readonly address: string | undefined;
}

/** A chip per port: opens what a browser can show, copies `address:port` of everything else. */
export function Ports({ container, address }: PortsProps) {
  const ports = distinctPorts(container.ports);
  if (ports.length === 0 || address === undefined) return null;
  const more = ports.slice(MOST).map(portLabel).join(', ');
  return (
    <span className={styles['ports']}>
      {ports.slice(0, MOST).map((port) => (
        <Chip key={portLabel(port)} port={port} address={address} name={container.name} />
      ))}
      {more && <span title={more}>+{ports.length - MOST}</span>}
    </span>
  );
}

function Chip({ port, address, name }: { port: Port; address: string; name: string }) {
  const { run } = useCommands();
  const url = urlOf(address, port);
  const label = portLabel(port);
  if (url === null) {
    const target = `${address}:${port.container}`;
    return (
      <CopyButton
        text={target}
        label={`Copy ${target} of ${name}, port ${label}`}
        className={styles['chip']}
      >
        {label}
      </CopyButton>
    );
  }
  return (
    <button
      type="button"
      aria-label={`Open port ${label} of ${name} in the browser`}
      title={url}
      className={`${styles['chip'] ?? ''} ${styles['link'] ?? ''}`}
      onClick={() => void run((gangway) => gangway.openUrl(url))}
    >
      {label}
      <ArrowUpRight size="0.75rem" aria-hidden="true" />
    </button>
  );
}
