/** Keeps what a shell's environment says of the laptop's own Docker out of ours. */

/**
 * docker-modem mixes `DOCKER_HOST`, `DOCKER_CERT_PATH` and the like into whatever it is given, and
 * throws if they make no sense. They are about the laptop's own Docker.
 */
export function withoutDockerEnvironment<Value>(make: () => Value): Value {
  const host = process.env['DOCKER_HOST'];
  delete process.env['DOCKER_HOST'];
  try {
    return make();
  } finally {
    if (host !== undefined) process.env['DOCKER_HOST'] = host;
  }
}
