/** Everything that Gangway could leave behind on a machine, as text that can be compared. */
import { asLaptopRoot, onGateway, type GatewayName } from './lab';

/** Packet counters, dates and link-local addresses change by themselves; nothing else may. */
const COMMON = `
  echo '# addresses'; ip -o addr | grep -v 'inet6 fe80:'
  echo '# links'; ip -o link
  echo '# routes'; ip -4 route show table all; ip -6 route show table all | grep -v fe80:; ip neigh show proxy
  echo '# rules'; ip -4 rule; ip -6 rule
  for save in iptables-save ip6tables-save; do
    echo "# $save"; $save 2>/dev/null | grep -v '^#' | sed 's/ \\[[0-9]*:[0-9]*\\]//'
  done
  echo '# nftables'; nft list ruleset 2>/dev/null | sed 's/counter packets [0-9]* bytes [0-9]*/counter/'
  echo '# forwarding'; sysctl -a 2>/dev/null |
    grep -E '^net[.]ipv[46][.](ip_forward |conf[.].*[.](forwarding|rp_filter|proxy_arp|proxy_ndp|route_localnet|accept_local) )'
  echo '# resolver'; cat /etc/resolv.conf /etc/hosts
  stat -c '%n %F %a %u %g' /etc/resolv.conf /etc/hosts
`;

const LAPTOP = `${COMMON}
  echo '# systemd-resolved'
  if test -e /run/systemd/resolve; then
    find /run/systemd/resolve -type f | sort | xargs head -n -0 -v
    resolvectl status
  fi
  echo '# run'; find /run /var/run/ -xdev 2>/dev/null | sort -u
`;

/** A worker of a Swarm knows nothing of services. A network's endpoints outlive a container that was removed badly. */
const GATEWAY = `${COMMON}
  echo '# run'; find /run -xdev -not -path '/run/docker/*' -not -path '/run/containerd/*' | sort
  echo '# containers'; docker ps -a --no-trunc --format '{{.ID}} {{.Names}} {{.State}}' | sort
  echo '# networks'; docker network ls --no-trunc --format '{{.ID}} {{.Name}}' | sort
  echo '# endpoints'
  docker network inspect --format '{{.Name}}:{{range .Containers}} {{.Name}}{{end}}' $(docker network ls -q) | sort
  echo '# images'; docker image ls -a -q --no-trunc | sort
  echo '# services'; docker service ls --format '{{.ID}} {{.Name}} {{.Replicas}}' 2>/dev/null | sort
`;

export interface MachineStates {
  readonly laptop: string;
  readonly gateway: string;
}

export async function machineStates(gateway: GatewayName): Promise<MachineStates> {
  const [laptop, remote] = await Promise.all([laptopState(), gatewayState(gateway)]);
  return { laptop, gateway: remote };
}

async function laptopState(): Promise<string> {
  return withoutEmptyTables(await asLaptopRoot(LAPTOP));
}

async function gatewayState(gateway: GatewayName): Promise<string> {
  return withoutEmptyTables(await onGateway(gateway, GATEWAY));
}

/** The first rule of a firewall's table makes the table; the last one's end leaves it behind, empty and of no effect. */
function withoutEmptyTables(state: string): string {
  return state
    .replaceAll(/^\*\w+\n(?::\w+ ACCEPT\n)*COMMIT\n/gm, '')
    .replaceAll(
      /^table \w+ \w+ \{\n(?:\tchain \w+ \{\n\t\ttype [^\n]*; policy accept;\n\t\}\n\n?)*\}\n/gm,
      '',
    );
}
