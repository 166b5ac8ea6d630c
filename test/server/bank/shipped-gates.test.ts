import { expect, test } from 'vitest';
import { pilotGate } from '@/core/items/gates/pilot-gate';
import { checkVersion, NO_MODEL, viewBank } from '@/server/bank/gates/check-version';
import { SHIPPED_ITEMS } from '@/server/bank/shipped-bank';
import type { ItemVersion } from '@/server/repositories/item-rows';

const versions = SHIPPED_ITEMS.map(
  (item): ItemVersion => ({
    item,
    type: 'singleChoice',
    status: 'operational',
    origin: 'shipped',
    fromRevision: 1,
    untilRevision: null,
    isLatest: true,
    createdBy: null,
    createdAt: new Date(0),
    note: '',
    citations: [],
    gateOutcome: 'notRun',
  }),
);

test('what ships goes through the same gates as anybody’s items: none fails, and solves say why they did not run', async () => {
  const bank = viewBank(versions);
  const failed: string[] = [];
  const reasons = new Set<string>();
  for (const version of versions) {
    const signal = new AbortController().signal;
    for await (const { gate, result, summary } of checkVersion({
      version,
      bank,
      solver: null,
      scope: 'full',
      pilot: () => pilotGate(null),
      signal,
    })) {
      if (result === 'failed') failed.push(`${version.item.id} ${gate}: ${summary}`);
      if (gate === 'independentSolves') reasons.add(`${result}: ${summary}`);
    }
  }
  expect(failed).toEqual([]);
  expect([...reasons]).toEqual([`notRun: ${NO_MODEL}`]);
});
