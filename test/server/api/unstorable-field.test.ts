import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { unstorableField } from '@/server/api/unstorable-field';

vi.setConfig({ testTimeout: 30_000 }); // computes for seconds; a busy machine is not a failure

test('finds the first broken text and names its field', () => {
  expect(unstorableField({ title: 'fine', graph: { nodes: [{ name: 'a\ud800' }] } })).toEqual({
    field: 'graph.nodes.0.name',
    position: 1,
  });
  expect(unstorableField({ a: '\0', b: '\udc00' })).toEqual({ field: 'a', position: 0 });
  expect(unstorableField('ab\0')).toEqual({ field: '', position: 2 });
});

test('lets every text through that survives UTF-8, however nested, and finds every other', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.array(fc.nat(0xffff), { maxLength: 8 }), (valid, units) => {
      const any = String.fromCharCode(...units);
      const survives = Buffer.from(any, 'utf8').toString('utf8') === any && !any.includes('\0');
      expect(unstorableField([{ deep: [any] }]) === null).toBe(survives);
      expect(unstorableField({ [valid]: valid.replaceAll('\0', '') })).toBeNull();
    }),
  );
});

test('is not stopped by depth', () => {
  let deep: unknown = 'a\0';
  for (let level = 0; level < 100_000; level += 1) deep = level % 2 ? [deep] : { '': deep };
  expect(unstorableField(deep)).toMatchObject({ position: 1 });
});
