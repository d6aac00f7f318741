import { describe, expect, it } from 'vitest';
import { systemdLayout } from './systemd';

const layout = systemdLayout({
  uid: 1500,
  command: ['/opt/My Gangway/100% "safe"/gangway', '/usr/local/lib/gangway/h/helper.js'],
  environment: { ELECTRON_RUN_AS_NODE: '1' },
  comment: 'gangway-helper files=0123456789abcdef runtime=system',
});
const [service, socket] = layout.definitions;

describe('the socket', () => {
  it('is its user’s alone, in a place of root, and starts one process for each connection', () => {
    expect(socket?.path).toBe('/etc/systemd/system/gangway-helper-1500.socket');
    for (const line of [
      '# gangway-helper files=0123456789abcdef runtime=system',
      'ListenStream=/run/gangway-helper/1500.sock',
      'SocketUser=1500',
      'SocketMode=0600',
      'Accept=yes',
      'WantedBy=sockets.target',
    ]) {
      expect(socket?.text.split('\n')).toContain(line);
    }
  });

  it('bounds what its user can start', () => {
    expect(socket?.text).toMatch(/^MaxConnections=8$/m);
    expect(socket?.text).toMatch(/^TriggerLimitBurst=20$/m);
  });
});

describe('what it starts', () => {
  const helper = '"/opt/My Gangway/100%% \\"safe\\"/gangway" /usr/local/lib/gangway/h/helper.js';

  it('is the helper on the connection, and the sweep after it, whatever its end', () => {
    expect(service?.path).toBe('/etc/systemd/system/gangway-helper-1500@.service');
    for (const line of [
      `ExecStart=${helper} --service 1500`,
      `ExecStopPost=${helper} --sweep`,
      'Environment=ELECTRON_RUN_AS_NODE=1',
      'StandardInput=socket',
      'NoNewPrivileges=yes',
      'CapabilityBoundingSet=CAP_NET_ADMIN CAP_SETUID CAP_SETGID CAP_CHOWN CAP_FOWNER',
      'ProtectSystem=strict',
    ]) {
      expect(service?.text.split('\n')).toContain(line);
    }
  });
});

it('ends what it has started before it is forgotten', () => {
  expect(layout.activate.map(({ argv }) => argv.join(' '))).toEqual([
    'systemctl daemon-reload',
    'systemctl enable gangway-helper-1500.socket',
    'systemctl restart gangway-helper-1500.socket',
  ]);
  expect(layout.deactivate.map(({ argv }) => argv.join(' '))).toEqual([
    'systemctl disable --now gangway-helper-1500.socket',
    'systemctl stop gangway-helper-1500@*.service',
  ]);
  expect(layout.forget.map(({ argv }) => argv.join(' '))).toEqual(['systemctl daemon-reload']);
});
