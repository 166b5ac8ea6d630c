import fc from 'fast-check';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Item } from '@/core/items/item';
import { type BankItems, createBankRepository } from '@/server/repositories/bank-repository';
import { createCalibrationRepository } from '@/server/repositories/calibration-repository';
import { createItemRepository } from '@/server/repositories/item-repository';
import { type AssayServer, startAssayServer } from '~test/support/assay-server';
import { aContent } from '~test/support/bank';

let assay: AssayServer;
beforeAll(async () => {
  assay = await startAssayServer(inject('postgresUrl'));
});
afterAll(() => assay.stop());

const ITEMS: Item[] = Array.from({ length: 5 }, (_, index) => ({
  id: `item-${index}`,
  version: 1,
  skillId: 'sql',
  parameters: { discrimination: 1, difficulty: index - 2, guessing: 0.25, upperAsymptote: 1, difficultyVariance: 0.75 },
  expectedTimeMs: 60_000,
  enemies: [],
  source: { kind: 'written', content: aContent(`word${index}`) },
}));

const change = fc.record({
  place: fc.nat(ITEMS.length - 1),
  kind: fc.constantFrom(
    'editAsPilot',
    'editAsOperational',
    'retire',
    'quarantine',
    'putBack',
    'toPilot',
    'calibrate',
    'promoteByRule',
    'alarm',
    'publish',
  ),
});
type Change = { place: number; kind: string };

/** An organisation with a bank and everything that people and rules can do to one of its items. */
async function aBankInUse() {
  const organisationId = await assay.addOrganisation('Revisions', ITEMS);
  const { id: userId } = await assay.addPerson(organisationId, 'author');
  const member = { userId, organisationId, role: 'author' as const };
  const items = createItemRepository(assay.database);
  const bank = createBankRepository(assay.database);
  const calibration = createCalibrationRepository(assay.database);
  const { services, clock } = assay;

  const edit = async (id: string, status: 'pilot' | 'operational', note: string) => {
    const [latest] = await items.findLatest(organisationId, [id]);
    if (!latest || latest.status === 'retired') return;
    const version = latest.item.version + 1;
    const line = { action: 'item.revised', subject: `item:${id}`, actorId: userId, details: {}, at: clock.now() };
    const source = { kind: 'written' as const, content: aContent(`${id} ${note}`) };
    const written = { type: 'singleChoice', origin: 'author' as const, createdBy: userId, note, citations: [] };
    const parameters = { ...latest.item.parameters, difficulty: latest.item.parameters.difficulty + 0.1 };
    const item = { ...latest.item, version, parameters, source };
    await items.addVersions(organisationId, [{ ...written, item, searchText: '', status: 'review' }], [line]);
    await items.move(organisationId, { id, version }, 'review', status, line);
  };
  const publish = async () => {
    const { waiting } = await services.publications.preview(member);
    const versions = waiting.map(({ version }) => ({ id: version.item.id, version: version.item.version }));
    if (versions.length > 0) await services.publications.publish(member, { versions });
  };
  /** The version candidates meet now, if any. */
  const published = async (id: string) =>
    (await items.versions(organisationId, id)).find(
      ({ fromRevision, untilRevision }) => fromRevision !== null && untilRevision === null,
    );
  const overrule = async (id: string, to: 'operational' | 'pilot' | 'quarantined') => {
    const found = await published(id);
    if (!found || found.status === 'retired' || found.status === to) return;
    await services.bankHealth.overrule(member, { itemId: id, itemVersion: found.item.version, to, reason: 'Tried.' });
  };
  const byRule = async (id: string, from: 'pilot' | 'operational', to: 'operational' | 'quarantined') => {
    const found = await published(id);
    if (!found) return;
    const name = { itemId: id, itemVersion: found.item.version };
    const move = { ...name, from, to, cause: 'rule', reason: 'rule', evidence: {}, actorId: null };
    const difficulty = found.item.parameters.difficulty + Math.PI / 10;
    const parameters = {
      ...{ ...name, key: `${id}@${found.item.version}`, discrimination: 1.3, difficulty, difficultyVariance: 0.1 },
      ...{ responses: 200, method: 'marginalLikelihood' as const },
    };
    await calibration.publish(organisationId, { parameters: [parameters], anchors: [], moves: [move] }, clock.now());
  };

  return {
    revision: () => bank.currentRevision(organisationId),
    itemsAt: (revision: number) => bank.itemsAt(organisationId, revision),
    async apply({ place, kind }: Change, step: number) {
      const id = ITEMS[place]!.id;
      switch (kind) {
        case 'editAsPilot':
          return edit(id, 'pilot', `step ${step}`);
        case 'editAsOperational':
          return edit(id, 'operational', `step ${step}`);
        case 'retire': {
          const [latest] = await items.findLatest(organisationId, [id]);
          if (latest && latest.status !== 'retired')
            await services.itemReviews.retire(member, { id, version: latest.item.version }, 'Old.');
          return;
        }
        case 'quarantine':
          return overrule(id, 'quarantined');
        case 'putBack':
          return overrule(id, 'operational');
        case 'toPilot':
          return overrule(id, 'pilot');
        case 'calibrate':
        case 'promoteByRule':
          return byRule(id, 'pilot', 'operational');
        case 'alarm':
          return byRule(id, 'operational', 'quarantined');
        default:
          return publish();
      }
    },
  };
}

test('whatever is edited, retired, promoted, quarantined, overruled and calibrated: a revision once published never changes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 8, maxLength: 24 }), async (changes) => {
      const bank = await aBankInUse();
      const seen = new Map<number, BankItems>();
      const look = async () => {
        const revision = await bank.revision();
        if (!seen.has(revision)) seen.set(revision, await bank.itemsAt(revision));
      };
      await look();
      for (const [step, each] of changes.entries()) {
        await bank.apply(each, step);
        for (const [revision, items] of seen) expect(await bank.itemsAt(revision)).toEqual(items);
        await look();
      }
    }),
    { numRuns: 12, seed: Number.parseInt(newId().slice(-7), 16) },
  );
}, 120_000);

test('the changes do reach the revisions that come after them', async () => {
  const bank = await aBankInUse();
  const idsAt = async () => (await bank.itemsAt(await bank.revision())).operational.map(({ id }) => id);
  await bank.apply({ place: 0, kind: 'quarantine' }, 1);
  await bank.apply({ place: 1, kind: 'retire' }, 2);
  expect(await idsAt()).toEqual(['item-1', 'item-2', 'item-3', 'item-4']);
  await bank.apply({ place: 0, kind: 'publish' }, 3);
  expect(await idsAt()).toEqual(['item-2', 'item-3', 'item-4']);
  await bank.apply({ place: 0, kind: 'putBack' }, 4);
  expect(await idsAt()).toEqual(['item-0', 'item-2', 'item-3', 'item-4']);
});

test('boundaries of a graded item found from answers are what later revisions score with, and earlier ones do not', async () => {
  const thresholds = [-0.4, 0.4];
  const asWritten = { ...ITEMS[0]!, id: 'graded', parameters: { ...ITEMS[0]!.parameters, guessing: 0, thresholds } };
  const organisationId = await assay.addOrganisation('Graded', [asWritten]);
  const bank = createBankRepository(assay.database);
  const before = await bank.currentRevision(organisationId);
  const found = { discrimination: 1.4, difficulty: 0.2, difficultyVariance: 0.01, thresholds: [-1.1, 0.9] };
  const name = { key: 'graded@1', itemId: 'graded', itemVersion: 1 };
  const row = { ...name, ...found, method: 'marginalLikelihood' as const, responses: 400 };
  const news = { parameters: [row], anchors: [], moves: [] };
  const after = await createCalibrationRepository(assay.database).publish(organisationId, news, assay.clock.now());
  const parametersAt = async (revision: number) =>
    (await bank.itemsAt(organisationId, revision)).operational[0]!.parameters;
  expect((await parametersAt(before)).thresholds).toEqual(thresholds);
  expect(await parametersAt(after!)).toMatchObject(found);
});
