/** A throw-away laptop for helpers: an uplink with a default route, and a /run of its own. */
import { openNamespace, type Namespace } from './namespace';

export interface HelperLaptop extends Namespace {
  /** What a helper could have changed. */
  snapshot(): Promise<string>;
}

const START = `
mount -t tmpfs none /run
mkdir -m 0700 /run/user
ip link add up0 type veth peer name up1
for end in up0 up1; do ip link set $end addrgenmode none; ip link set $end up; done
for end in up0 up1; do until ip link show $end | grep -q 'state UP'; do :; done; done
ip address add 192.168.77.2/24 dev up0
ip route add default via 192.168.77.1
ip route add 10.20.0.0/16 via 192.168.77.9
`;

/** `start` is more shell that is run in it first. */
export async function openHelperLaptop(start = ''): Promise<HelperLaptop> {
  const namespace = await openNamespace(`${START}\n${start}`, { mount: true });
  return {
    ...namespace,
    async snapshot() {
      const parts = [
        await namespace.run('ip', '-details', 'address'),
        await namespace.run('ip', 'route', 'show', 'table', 'all'),
        await namespace.run('ip', 'rule'),
        await namespace.run('sh', '-c', String.raw`find /run -printf '%p %m %U\n' | sort`),
      ];
      return parts.join('\n--\n');
    },
  };
}
