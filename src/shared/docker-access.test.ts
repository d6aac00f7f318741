import { describe, expect, it } from 'vitest';
import { dockerCommand } from './docker-access';

describe('dockerCommand', () => {
  it.each([
    ['/run/a.sock', 'gangway-a', 'docker --context gangway-a ps'],
    ['/run/a.sock', null, 'DOCKER_HOST=unix:///run/a.sock docker ps'],
    ["/home/d o'c/a.sock", null, String.raw`DOCKER_HOST=unix://'/home/d o'\''c/a.sock' docker ps`],
  ])('by %s and %s', (socket, context, command) => {
    expect(dockerCommand({ socket, context })).toBe(command);
  });
});
