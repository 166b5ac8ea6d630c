import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type CandidateView, openItem } from '@/core/assessment/candidate-view';
import type { SkillGraph } from '@/core/skills/skill-graph';
import { createBankRepository } from '@/server/repositories/bank-repository';
import { ApiSocket } from '~test/support/api-socket';
import { type AssayServer, startAssayServer, type TestPerson } from '~test/support/assay-server';
import { aContent, aDraft, aDraftInput, differentDrafts } from '~test/support/bank';
import { finish, startSession } from '~test/support/sessions';

const SQL_ONLY: SkillGraph = { nodes: [{ skillId: 'sql', name: 'SQL', priority: 'H' }], edges: [] };
const FOUR = { minItems: 4, maxItems: 4 };

let assay: AssayServer;

beforeAll(async () => {
  assay = await startAssayServer(inject('postgresUrl'));
  assay.startJobs();
});
afterAll(() => assay.stop());

type Cursor = { id: string; version: number };

/** An organisation that ships nothing, with two authors and a recruiter. */
async function anAuthoringOrganisation() {
  const organisationId = newId();
  await assay.database.prisma.organisation.create({ data: { id: organisationId, name: 'Authors' } });
  const [writer, reviewer, recruiter] = [
    await assay.addPerson(organisationId, 'author'),
    await assay.addPerson(organisationId, 'author'),
    await assay.addPerson(organisationId, 'recruiter'),
  ];
  return { organisationId, writer, reviewer, recruiter };
}

const memberOf = (organisationId: string, { id: userId }: TestPerson) => ({
  userId,
  organisationId,
  role: 'author' as const,
});

async function checked(caller: Awaited<ReturnType<TestPerson['caller']>>, { id, version }: Cursor) {
  await expect
    .poll(async () => {
      const { gates, runningTask } = await caller.item.get({ id, version });
      return runningTask === null && gates.some(({ gate }) => gate === 'nearDuplicates');
    })
    .toBe(true);
  return caller.item.get({ id, version });
}

/** Writes, hands in, accepts and publishes; returns what was published. */
async function publishDrafts(
  { organisationId, writer, reviewer }: Awaited<ReturnType<typeof anAuthoringOrganisation>>,
  count: number,
) {
  const rows = await assay.services.items.createItems(memberOf(organisationId, writer), differentDrafts(count), {
    origin: 'author',
    onExisting: 'refuse',
    dryRun: false,
    strict: true,
  });
  const cursors = rows.map(({ itemId, version }) => ({ id: itemId!, version: version! }));
  const [author, other] = [await writer.caller(), await reviewer.caller()];
  for (const cursor of cursors) await author.item.handIn(cursor);
  for (const cursor of cursors) {
    await checked(other, cursor);
    await other.item.accept({ ...cursor, status: 'operational', reason: 'Clear and right.', overrule: ['flaws'] });
  }
  await other.item.publish({ versions: cursors });
  return cursors;
}

test('an item an author wrote, another accepted and the bank published is what a session presents', async () => {
  const organisation = await anAuthoringOrganisation();
  const cursors = await publishDrafts(organisation, 6);
  const { socket, view } = await startSession(
    assay,
    organisation.organisationId,
    organisation.recruiter,
    FOUR,
    SQL_ONLY,
  );
  expect(openItem(view)?.shown.stem).toMatch(/^why /);
  const page = await (await organisation.writer.caller()).item.get({ id: cursors[0]!.id });
  expect(page.shown).toMatchObject({ status: 'operational', fromRevision: 1, origin: 'author' });
  expect(page.history.map(({ action }) => action)).toEqual([
    'item.published',
    'item.accepted',
    'item.handedIn',
    'item.created',
  ]);
  expect(page.usage).toHaveLength(1);
  await socket.close();
});

test('a session that runs while every item is edited and published keeps the words it began with, in its log too', async () => {
  const organisation = await anAuthoringOrganisation();
  const cursors = await publishDrafts(organisation, 6);
  const running = await startSession(assay, organisation.organisationId, organisation.recruiter, FOUR, SQL_ONLY);

  const [author, other] = [await organisation.writer.caller(), await organisation.reviewer.caller()];
  const edited: Cursor[] = [];
  for (const { id, version } of cursors) {
    const draft = aDraftInput(id, { stem: `EDITED ${aContent(id).stem}` });
    const enemies = cursors.map((each) => each.id).filter((each) => each !== id);
    const cursor = await author.item.revise({ id, baseVersion: version, draft: { ...draft, enemies } });
    edited.push(cursor);
    await author.item.handIn(cursor);
    await checked(other, cursor);
    await other.item.accept({
      ...cursor,
      status: 'operational',
      reason: 'Better words.',
      overrule: ['flaws', 'nearDuplicates'],
    });
  }
  await other.item.publish({ versions: edited });

  const ended: CandidateView = await finish(running.socket, running.sessionId, running.view);
  expect(ended.status).toBe('completed');
  const events = await assay.database.pool.query('select type, payload from event where stream = $1', [
    running.sessionId,
  ]);
  const presented = events.rows
    .filter(({ type }) => type === 'itemPresented')
    .map(({ payload }) => JSON.stringify(payload));
  expect(presented).toHaveLength(4);
  for (const words of presented) {
    expect(words).toContain('"itemVersion":1');
    expect(words).not.toContain('EDITED');
  }
  const { observed } = await (await organisation.recruiter.caller()).assessment.observeSession({
    sessionId: running.sessionId,
  });
  expect(JSON.stringify(observed)).not.toContain('EDITED');
  await running.socket.close();

  const fresh = await startSession(assay, organisation.organisationId, organisation.recruiter, FOUR, SQL_ONLY);
  expect(openItem(fresh.view)?.shown.stem).toMatch(/^EDITED/);
  await fresh.socket.close();
});

test('two authors who edit the same version: the second is told, and nothing of the first is lost', async () => {
  const { writer, reviewer } = await anAuthoringOrganisation();
  const [first, second] = [await writer.caller(), await reviewer.caller()];
  const sent = (stem: string) => aDraftInput('orders', { stem });
  const { id, version } = await first.item.create(sent('Version one asks what?'));
  const [a, b] = await Promise.allSettled([
    first.item.revise({ id, baseVersion: version, draft: sent('The first edit asks what?') }),
    second.item.revise({ id, baseVersion: version, draft: sent('The second edit asks what?') }),
  ]);
  const statuses = [a.status, b.status].sort();
  expect(statuses).toEqual(['fulfilled', 'rejected']);
  const refused = (a.status === 'rejected' ? a : b) as PromiseRejectedResult;
  expect(refused.reason.cause).toMatchObject({ code: 'conflict', details: { version: 2 } });
  const { versions } = await first.item.get({ id });
  expect(versions.map((each) => each.version)).toEqual([2, 1]);
});

test('nobody accepts their own item while another could, and a lone author may, which is kept', async () => {
  const organisation = await anAuthoringOrganisation();
  const member = memberOf(organisation.organisationId, organisation.writer);
  const options = { origin: 'author', onExisting: 'refuse', dryRun: false, strict: true } as const;
  const [row] = await assay.services.items.createItems(member, [aDraft()], options);
  const cursor = { id: row!.itemId!, version: 1 };
  const author = await organisation.writer.caller();
  await author.item.handIn(cursor);
  await checked(author, cursor);
  const wish = { ...cursor, status: 'pilot' as const, reason: 'Fine with me.', overrule: [] };
  await expect(author.item.accept(wish)).rejects.toMatchObject({ cause: { code: 'own_item' } });
  await assay.database.prisma.membership.deleteMany({ where: { userId: organisation.reviewer.id } });
  await author.item.accept(wish);
  const { gates } = await author.item.get({ id: cursor.id });
  const acceptance = gates.find(({ gate }) => gate === 'acceptance')!;
  expect(acceptance.result).toBe('passed');
  expect(acceptance.evidence).toContainEqual(expect.objectContaining({ label: 'Own work' }));
});

test('a draft with two keys or none is kept as a draft, fails its gates and cannot be accepted', async () => {
  const { writer, reviewer } = await anAuthoringOrganisation();
  const author = await writer.caller();
  const cursor = await author.item.create(aDraftInput('orders', { keyId: 'nowhere' }));
  await author.item.handIn(cursor);
  const { gates } = await checked(await reviewer.caller(), cursor);
  expect(gates.find(({ gate }) => gate === 'oneKey')?.result).toBe('failed');
  expect(gates.find(({ gate }) => gate === 'independentSolves')).toMatchObject({
    result: 'notRun',
    summary: 'Not run: no language model is configured.',
  });
  const accepting = (await reviewer.caller()).item.accept({
    ...cursor,
    status: 'operational',
    reason: 'Looks fine.',
    overrule: ['flaws'],
  });
  await expect(accepting).rejects.toMatchObject({ cause: { code: 'gates_not_passed' } });
});

test('many drafts at once: each row has its own outcome, and a dry run writes nothing', async () => {
  const { organisationId, writer } = await anAuthoringOrganisation();
  const member = memberOf(organisationId, writer);
  const drafts = [
    aDraft('orders', { id: 'mine:1' }),
    aDraft('bills', { id: 'mine:2', skillId: 'astrology' }),
    aDraft('ships', { id: 'mine:3', content: aContent('ships', { keyId: 'z' }) }),
  ];
  const options = { origin: 'imported', onExisting: 'revise', strict: true } as const;
  const outcomes = async (dryRun: boolean, rows = drafts) =>
    (await assay.services.items.createItems(member, rows, { ...options, dryRun })).map(({ outcome }) => outcome);
  expect(await outcomes(true)).toEqual(['created', 'refused', 'refused']);
  expect(await assay.database.prisma.item.count({ where: { organisationId } })).toBe(0);
  expect(await outcomes(false)).toEqual(['created', 'refused', 'refused']);
  expect(await outcomes(false, [drafts[0]!])).toEqual(['unchanged']);
  expect(await outcomes(false, [aDraft('orders', { id: 'mine:1', expectedTimeMs: 90_000 })])).toEqual(['revised']);
});

test('an author of another organisation sees nothing of it', async () => {
  const one = await anAuthoringOrganisation();
  const two = await anAuthoringOrganisation();
  const options = { origin: 'author', onExisting: 'refuse', dryRun: false, strict: true } as const;
  const [row] = await assay.services.items.createItems(memberOf(one.organisationId, one.writer), [aDraft()], options);
  const stranger = await two.writer.caller();
  await expect(stranger.item.get({ id: row!.itemId! })).rejects.toMatchObject({ cause: { code: 'item_not_found' } });
  expect((await stranger.item.list({})).total).toBe(0);
});

test('the progress of checking reaches a page event by event', async () => {
  const { writer } = await anAuthoringOrganisation();
  const author = await writer.caller();
  const cursor = await author.item.create(aDraftInput());
  const { taskId } = await author.item.runGates({ target: cursor });
  const socket = await ApiSocket.connect(assay.origin, { cookie: writer.cookie });
  const types: string[] = [];
  await socket.subscribe('item.onTask', { taskId }, ({ data }) =>
    types.push(...(data as { events: { type: string }[] }).events.map(({ type }) => type)),
  );
  await expect.poll(() => types.at(-1)).toBe('taskCompleted');
  expect(types.filter((type) => type === 'gateFinished').length).toBeGreaterThanOrEqual(9);
  await socket.close();
});

test('an empty bank, and one too small for the rules, are told before publishing with what is missing', async () => {
  const organisation = await anAuthoringOrganisation();
  const publishing = () =>
    assay.publish(organisation.organisationId, organisation.recruiter.id, { minItems: 4, maxItems: 4 }, SQL_ONLY);
  await expect(publishing()).rejects.toMatchObject({
    code: 'rules_unsatisfiable',
    message: expect.stringMatching(/SQL/),
  });
  await publishDrafts(organisation, 2);
  await expect(publishing()).rejects.toMatchObject({ code: 'rules_unsatisfiable' });
});

test('a retired item is out of the bank with the next publication, and only then', async () => {
  const organisation = await anAuthoringOrganisation();
  const cursors = await publishDrafts(organisation, 5);
  const author = await organisation.writer.caller();
  const inUse = async () => {
    const bank = createBankRepository(assay.database);
    const revision = await bank.currentRevision(organisation.organisationId);
    return (await bank.itemsAt(organisation.organisationId, revision)).operational.map(({ id }) => id);
  };
  const retired = await author.item.retire({ ...cursors[0]!, reason: 'Out of date.' });
  expect(await inUse()).toContain(cursors[0]!.id);
  const { changes } = await author.item.getPublication();
  expect(changes).toMatchObject([{ id: cursors[0]!.id, status: 'retired', replaces: 1 }]);
  await author.item.publish({ versions: [retired] });
  expect(await inUse()).not.toContain(cursors[0]!.id);
  await expect(author.item.publish({ versions: [] })).rejects.toMatchObject({ cause: { code: 'nothing_to_publish' } });
});
