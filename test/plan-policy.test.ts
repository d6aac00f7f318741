/** The planner and the helper's policy, written apart, agree: what is planned is permitted. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { planRoutes } from '../src/core/network/route-plan';
import { planInput } from '../src/core/network/testing/route-tables';
import { refusal } from '../src/helper/policy';
import { innerIpv6 } from '../src/shared/cidr-inner';

const [local, peer] = ['198.18.77.2', '198.18.77.3'];
const INNER = { local, peer, local6: innerIpv6(local), peer6: innerIpv6(peer) };

it('permits every route of a plan, for 10,000 random laptops', () => {
  let permitted = 0;
  fc.assert(
    fc.property(planInput, (input) => {
      const { routes } = planRoutes(input);
      const config = { ...INNER, mtu: 1500, routes: [...routes], gateway: input.gateway };
      const refused = refusal(config, 'gangway0', input.laptop);
      // Inner addresses are somebody else's choice.
      if (refused?.rule !== 'inner-in-use') expect(refused).toBeUndefined();
      if (!refused) permitted += routes.length;
    }),
    { numRuns: 10_000 },
  );
  expect(permitted).toBeGreaterThan(10_000);
}, 300_000);
