/** Everything that Gangway could leave behind on a machine, as text that can be compared. */
import { asLaptopRoot, onGateway, type GatewayName } from './lab';

/** Packet counters and dates change by themselves; nothing else may. */
const COMMON = `
  echo '# addresses'; ip -o addr
  echo '# links'; ip -o link
  echo '# routes'; ip route show table all
  echo '# rules'; ip rule
  echo '# iptables'; iptables-save 2>/dev/null | grep -v '^#' | sed 's/ \\[[0-9]*:[0-9]*\\]//'
  echo '# nftables'; nft list ruleset 2>/dev/null | sed 's/counter packets [0-9]* bytes [0-9]*/counter/'
  echo '# forwarding'; cat /proc/sys/net/ipv4/ip_forward
  echo '# resolver'; cat /etc/resolv.conf /etc/hosts
`;

const LAPTOP = `${COMMON}
  echo '# run'; find /run /var/run/ -xdev 2>/dev/null | sort -u
`;

const GATEWAY = `${COMMON}
  echo '# run'; find /run -xdev -not -path '/run/docker/*' -not -path '/run/containerd/*' | sort
  echo '# containers'; docker ps -a --no-trunc --format '{{.ID}} {{.Names}} {{.State}}' | sort
  echo '# networks'; docker network ls --no-trunc --format '{{.ID}} {{.Name}}' | sort
  echo '# images'; docker image ls -q --no-trunc | sort
`;

export interface MachineStates {
  readonly laptop: string;
  readonly gateway: string;
}

export async function machineStates(gateway: GatewayName): Promise<MachineStates> {
  const [laptop, remote] = await Promise.all([asLaptopRoot(LAPTOP), onGateway(gateway, GATEWAY)]);
  return { laptop, gateway: remote };
}
