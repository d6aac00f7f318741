import type { Translation } from '../../translation';
import type { clash as englishClash, net as english } from '../../en/errors/net';

export const net: Translation<typeof english> = {
  'tun-failed': {
    title: 'Keine Tunnelschnittstelle',
    what: 'Die Tunnelschnittstelle ließ sich nicht öffnen{{reason}}.',
    next: 'Prüfen, ob der Kernel sie hat: `modprobe tun`, und ob es /dev/net/tun gibt.',
  },
  'apply-failed': {
    title: 'Netzwerk nicht eingerichtet',
    what: 'Ein Befehl für das Netzwerk dieses Computers ist fehlgeschlagen{{command}}{{reason}}.',
    next: 'Was eingerichtet war, ist rückgängig gemacht; vielleicht ändert ein anderes VPN gerade Routen.',
    given: { command: ' ({{command}})' },
  },
  'no-address': {
    title: 'Keine freie Adresse',
    what: 'Jede Adresse aus {{pool}} wird auf diesem Computer oder dem Gateway schon verwendet.',
    next: 'Andere Brücken oder VPNs trennen.',
    absent: { pool: 'dem Bereich für Verbindungen' },
  },
  conflict: {
    title: 'Netz nicht geroutet',
    what: '{{prefix}} wird nicht geroutet, denn es überschneidet sich mit {{clash}}.',
    next: 'Alles andere funktioniert. Um es zu erreichen, muss eines der beiden einen anderen Bereich bekommen.',
    absent: { prefix: 'Ein Netz' },
  },
  'nothing-to-route': {
    title: 'Nichts zu routen',
    what: 'Kein Netz des Gateways ist über diese Brücke erreichbar.',
    next: 'Eines unter Netzwerke einschalten, oder auf dem Gateway eines anlegen: `docker network create NAME`.',
  },
  silent: {
    title: 'Es kommen keine Pakete zurück',
    what: 'Die Brücke steht, aber das Ende am Gateway{{peer}} antwortet nicht.',
    next: 'Gangway verbindet sich von selbst neu; wenn es wieder geschieht, die Firewall des Gateways prüfen.',
    given: { peer: ' ({{peer}})' },
  },
  remapped: {
    title: 'Unter anderen Adressen erreichbar',
    what: '{{prefix}} überschneidet sich mit {{clash}}, darum ist es hier {{mapped}}.',
    next: 'Die Adressen verwenden, die Gangway zeigt; nur ihr vorderer Teil ist anders.',
    absent: { prefix: 'Ein Netz', mapped: 'ein anderer Bereich' },
  },
  'remap-full': {
    title: 'Netz nicht geroutet',
    what: '{{prefix}} überschneidet sich mit {{clash}}, und kein Bereich dieser Größe ist auf beiden Seiten frei.',
    next: 'Ein Netz ausschalten, das nicht gebraucht wird, oder eine andere Brücke trennen.',
    absent: { prefix: 'Ein Netz' },
  },
  'no-ipv6': {
    title: 'Dort kein IPv6',
    what: '{{prefix}} wird nicht geroutet, denn das Gateway leitet kein IPv6 weiter.',
    next: 'Die IPv4-Adressen funktionieren. Für IPv6 muss Docker es haben: `"ipv6": true` in der daemon.json des Gateways.',
    absent: { prefix: 'Ein IPv6-Netz' },
  },
  'no-ipv6-here': {
    title: 'Hier kein IPv6',
    what: '{{prefix}} wird nicht geroutet, denn dieser Computer hat kein IPv6.',
    next: 'Die IPv4-Adressen funktionieren. Für IPv6 den Kernel ohne `ipv6.disable=1` starten.',
    absent: { prefix: 'Ein IPv6-Netz' },
  },
  internal: {
    title: 'Internes Netz',
    what: '{{network}} wurde mit `--internal` angelegt: Docker hält es für alles von außen verschlossen.',
    next: 'Den Container auch mit einem anderen Netz verbinden: `docker network connect NETWORK CONTAINER`.',
    absent: { network: 'Das Netz' },
  },
  ingress: {
    title: 'Eigenes Netz des Swarm',
    what: '{{network}} bringt nur die veröffentlichten Ports des Swarm zu seinen Tasks; darüber ist nichts erreichbar.',
    next: 'Ein anderes Netz des Dienstes verwenden, oder seinen veröffentlichten Port auf dem Gateway.',
    absent: { network: 'Dieses Netz' },
  },
  unsupported: {
    title: 'Netz nicht erreichbar',
    what: '{{network}} verwendet den Treiber {{driver}}, der das Gateway selbst nicht hineinlässt.',
    next: 'Den Container auch mit einem Bridge- oder Overlay-Netz verbinden: `docker network connect NETWORK CONTAINER`.',
    absent: { network: 'Das Netz', driver: 'eines Plugins' },
  },
  'needs-manager': {
    title: 'Braucht einen Swarm-Manager',
    what: '{{network}} ist nicht „attachable“, und dieses Gateway ist ein Worker: Nur ein Manager kann den Dienst starten, der es hineinließe.',
    next: 'Einen Manager als Gateway verwenden, oder das Netz mit `--attachable` anlegen.',
    absent: { network: 'Das Netz' },
  },
  'not-enabled': {
    title: 'Netz ausgeschaltet',
    what: '{{network}} ist in diesem Profil ausgeschaltet.',
    next: 'Unter Netzwerke einschalten, oder mit `gangway network enable {{NETWORK}}`.',
    absent: { network: 'Sein Netz' },
  },
  'host-network': {
    title: 'Teilt das Netz seines Hosts',
    what: 'Der Container hat keine eigene Adresse: Er verwendet die der Maschine, auf der er läuft.',
    next: 'Die Adresse jener Maschine mit dem Port des Containers verwenden.',
  },
  'no-network': {
    title: 'In keinem Netz',
    what: 'Der Container ist mit keinem Netz verbunden.',
    next: 'Mit einem verbinden: `docker network connect NETWORK CONTAINER`.',
  },
  'container-stopped': {
    title: 'Läuft nicht',
    what: '{{name}} läuft nicht und hat darum keine Adresse.',
    next: 'Starten: `docker start {{CONTAINER}}`.',
    absent: { name: 'Der Container' },
  },
  'container-paused': {
    title: 'Pausiert',
    what: '{{name}} ist pausiert: Die Adresse bleibt, aber nichts antwortet.',
    next: 'Fortsetzen: `docker unpause {{CONTAINER}}`.',
    absent: { name: 'Der Container' },
  },
  'no-answer': {
    title: 'Keine Antwort',
    what: '{{address}} wird geroutet, antwortet aber nicht{{reason}}.',
    next: 'Einen der Ports versuchen: Vielleicht werden nur Pings ignoriert. Sonst nach einer Firewall im Container oder auf seinem Host suchen.',
    absent: { address: 'Der Container' },
  },
  mtu: {
    title: 'Große Pakete gehen verloren',
    what: '{{address}} beantwortet kleine Pakete, aber keine mit {{bytes}} Bytes.',
    next: 'Etwas auf dem Weg trägt weniger und verwirft die Meldung, die das sagt: die MTU dieses Docker-Netzes senken.',
    absent: { address: 'Der Container', bytes: '1500' },
  },
};

export const clash: Translation<typeof englishClash> = {
  gateway: 'der eigenen Adresse {{with}} des Gateways',
  nameserver: 'dem DNS-Server {{with}} dieses Computers',
  router: 'dem Router {{with}}{{on}}',
  bridge: '{{with}}, das eine andere Brücke routet',
  reserved: 'dem reservierten Bereich {{with}}',
  link: '{{with}}, worin Verbindungen ihre eigenen Adressen haben',
  wide: 'der Standardroute {{with}}, oder fast der ganzen',
  network: '{{with}}, das auch ein anderes Netz des Gateways hat',
  earlier: 'dem, was dieser Computer beim Verbinden hatte',
  local: '{{with}}{{on}} dieses Computers',
  something: 'einem hier verwendeten Netz',
  on: ' an {{interface}}',
};
