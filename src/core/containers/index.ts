/** What a person does with containers, over the socket at which the bridge serves the gateway’s Docker. */
export { actOnContainer, inspectContainer } from './actions';
export type { ContainerAt } from './at';
export { containerLogs } from './logs';
export { ContainerShells } from './shell';
export { containerUsage } from './usage';
export { ContainerTools } from './tools';
