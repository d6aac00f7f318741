/** The unprivileged side of the helper: start it once, then ask it for devices, addresses and routes. */
export { HelperClient } from './client';
export { closeDescriptor, dupDescriptor } from './descriptors';
