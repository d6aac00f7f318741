import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { imageLabel, nameBelow, toLabel, withoutStack } from './label';

describe('toLabel', () => {
  it.each([
    ['web', 'web'],
    ['xn--strange', 'xn--strange'],
    ['Web_1', 'web-1'],
    ['shop_web.1', 'shop-web-1'],
    ['a__b', 'a--b'],
    ['_a.', 'a'],
    ['bücher', 'b-cher'],
    ['🚢web', 'web'],
    ['a'.repeat(63), 'a'.repeat(63)],
    ['', null],
    ['..', null],
    ['船', null],
  ])('makes %j %j', (name, label) => {
    expect(toLabel(name)).toBe(label);
  });

  it('cuts what is too long, and keeps it apart from what begins like it', () => {
    const [one, other] = [toLabel('a'.repeat(64)), toLabel('a'.repeat(65))];
    expect(one).toMatch(/^a{54}-[0-9a-f]{8}$/);
    expect(other).toMatch(/^a{54}-[0-9a-f]{8}$/);
    expect(one).not.toBe(other);
  });

  it('always makes a label, or nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (name) => {
        const label = toLabel(name);
        expect(label ?? 'none').toMatch(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/);
        if (label !== null) expect(toLabel(label)).toBe(label);
      }),
    );
  });

  it('is fast on what is mostly hyphens', () => {
    expect(toLabel(`a${'-'.repeat(200_000)}b`)).toMatch(/^a-[0-9a-f]{8}$/);
  });
});

describe('imageLabel', () => {
  it.each([
    ['nginx', 'nginx'],
    ['nginx:1.22.1', 'nginx'],
    ['registry:5000/team/my_app:v1', 'my-app'],
    ['registry:5000/app', 'app'],
    [`app@sha256:${'0'.repeat(64)}`, 'app'],
    ['9f024bc1b649', '9f024bc1b649'],
    ['', null],
    ['/', null],
  ])('makes %j %j', (image, label) => {
    expect(imageLabel(image)).toBe(label);
  });
});

describe('withoutStack', () => {
  it.each([
    ['shop_web', 'shop', 'web'],
    ['web', 'shop', 'web'],
    ['shopping_web', 'shop', 'shopping_web'],
  ])('of %j in %j is %j', (service, stack, name) => {
    expect(withoutStack(service, stack)).toBe(name);
  });
});

describe('nameBelow', () => {
  it('leaves out what lacks a label or is too long', () => {
    const zone = `${'z'.repeat(63)}.${'z'.repeat(63)}.${'z'.repeat(63)}`;
    expect(nameBelow('a.b', ['web', 'shop'])).toBe('web.shop.a.b');
    expect(nameBelow('a.b', ['web', null])).toBeNull();
    expect(nameBelow(zone, ['a'.repeat(61)])).toHaveLength(253);
    expect(nameBelow(zone, ['a'.repeat(62)])).toBeNull();
  });
});
