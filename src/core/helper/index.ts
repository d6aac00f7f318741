/** The unprivileged side of the helper: start it once, then ask it for devices, addresses and routes. */
export { HelperClient, type HelperClientOptions } from './client';
export { closeDescriptor, dupDescriptor } from './descriptors';
