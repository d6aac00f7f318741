export const networks = {
  title: 'Networks',
  groups: {
    docker: 'Docker networks',
    closed: 'Not reachable',
    cidr: 'Additional CIDRs',
    chosen: 'Chosen for the next connection',
  },
  edit: 'Edit',
  editGroup: 'Edit {{group}}',
  reach: { off: 'Off', opening: 'Opening…', on: 'On', refused: 'Refused' },
  facts: '{{driver}} · {{containers}}',
  scope: '{{driver}}, {{scope}}',
  containers_zero: 'no containers',
  containers_one: '{{count}} container',
  containers_other: '{{count}} containers',
  nodes: 'on {{nodes}}',
  route: 'Route {{name}}',
  /** Before and between the addresses of a network: there, and as it is reached here. */
  remapped: '<real/> here as <routed/>',
  none: {
    title: 'No networks',
    text: 'Docker there has no network that could be routed. New ones appear here as soon as they are created.',
  },
  notConnected: {
    title: 'Not connected',
    text: 'Connect {{profile}} to see the networks that Docker has there, and to choose among them.',
  },
};
