/** Everybody who takes part, in the order of the report's tables. */
import { opensshChannel, ssh2Channel } from './channel';
import { gangwayElectron, gangwayNode } from './gangway';
import { none } from './none';
import { openvpn } from './openvpn';
import { sshW } from './ssh-w';
import { sshuttle } from './sshuttle';
import type { Subject } from './subject';
import { wireguard } from './wireguard';

export function allSubjects(): readonly Subject[] {
  return [
    gangwayNode('relay'),
    gangwayElectron(),
    gangwayNode('tun-channel'),
    wireguard(),
    openvpn(),
    sshuttle(),
    sshW(),
    opensshChannel(),
    ssh2Channel('node'),
    ssh2Channel('electron'),
    none(),
  ];
}
