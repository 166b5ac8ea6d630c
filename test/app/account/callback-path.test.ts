import fc from 'fast-check';
import { expect, test } from 'vitest';
import { callbackPath } from '@/app/(account)/callback-path';

const origin = 'https://assay.example';

test('returns to the page that asked for signing in', () => {
  expect(callbackPath('/sessions/7?tab=log#end', origin)).toBe('/sessions/7?tab=log#end');
  expect(callbackPath('https://assay.example/runs', origin)).toBe('/runs');
});

test('goes home without an address, from the front page, and rather than back to signing in', () => {
  for (const address of [undefined, '', '/', '/sign-in', '/sign-in?callbackUrl=%2Fruns', '/api/auth/signout']) {
    expect(callbackPath(address, origin)).toBe('/home');
  }
});

test('never leads to another site, however the address is disguised', () => {
  const elsewhere = [
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    'blob:https://assay.example/1b2c',
    'https://assay.example@evil.example/',
    'https://assay.example.evil.example/',
  ];
  for (const address of elsewhere) expect(callbackPath(address, origin), address).toBe('/home');
});

test('whatever comes in, what goes out stays on this site when a browser reads it', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.stringMatching(/^[/\\.\t]{1,6}[a-z.]{1,8}$/)), (address) => {
      expect(new URL(callbackPath(address, origin), origin).origin).toBe(origin);
    }),
  );
});
