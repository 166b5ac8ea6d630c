import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type AssayServer, startAssayServer, type TestPerson } from '~test/support/assay-server';
import { OUTPUT, SOURCE } from '~test/support/evaluation';

let assay: AssayServer;
let organisationId: string;
let person: TestPerson;
let auditor: Awaited<ReturnType<TestPerson['caller']>>;
let stranger: Awaited<ReturnType<TestPerson['caller']>>;
let viewer: Awaited<ReturnType<TestPerson['caller']>>;

beforeAll(async () => {
  assay = await startAssayServer(inject('postgresUrl'));
  organisationId = await assay.addOrganisation('Shy organisation');
  person = await assay.addPerson(organisationId, 'auditor');
  auditor = await person.caller();
  viewer = await (await assay.addPerson(organisationId, 'viewer')).caller();
  stranger = await (await assay.addPerson(await assay.addOrganisation(), 'auditor')).caller();
});
afterAll(() => assay.stop());

async function aFinishedRun(): Promise<string> {
  const { runId } = await auditor.run.create({ source: SOURCE, output: OUTPUT });
  await assay.services.evaluations.work(runId, new AbortController().signal);
  return runId;
}
const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => null,
    (error: { code?: string; cause?: { code?: string } }) => error.cause?.code ?? error.code,
  );
const open = (token: string, address: string = crypto.randomUUID()) => assay.services.shares.open(token, address);

test('a link opens the run until its end, is counted, and its token is kept nowhere', async () => {
  const runId = await aFinishedRun();
  const { id, token, expiresAt } = await auditor.run.share({ runId, days: 7 });
  expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  const opened = await open(token);
  expect(opened.expiresAt).toBe(expiresAt);
  expect(opened.run.state).toEqual({ ...(await auditor.run.get({ runId })).state, plan: expect.anything() });
  await open(token);
  const stored = await assay.database.prisma.shareLink.findUniqueOrThrow({ where: { id } });
  expect(JSON.stringify(stored)).not.toContain(token);
  expect(await auditor.run.listShares({ runId })).toMatchObject([{ id, timesOpened: 2, revokedAt: null }]);
  expect(JSON.stringify(await auditor.run.listShares({ runId }))).not.toContain(stored.tokenHash);
  const audit = await assay.database.prisma.auditEntry.findMany({ where: { subject: runId } });
  expect(audit).toMatchObject([{ action: 'run.shared', actorId: person.id, details: { shareId: id } }]);
  expect(JSON.stringify(audit)).not.toContain(token);
});

test('what the public gets has no name, no id of a person, an organisation or another run, also of the one it was scored anew from', async () => {
  const first = await aFinishedRun();
  const { runId } = await auditor.run.rescore({ runId: first, configuration: { judgeIds: ['numbers', 'names'] } });
  await assay.services.evaluations.work(runId, new AbortController().signal);
  await auditor.label.add({ runId, score: 12, note: 'a note of ours' });
  const { token } = await auditor.run.share({ runId, days: 1 });
  const { name, email } = await person.login();
  const seen = JSON.stringify(await open(token));
  for (const secret of [first, organisationId, person.id, name, email, 'Shy organisation', 'a note of ours']) {
    expect(seen, secret).not.toContain(secret);
  }
  // The one id in it is the run's own, as the seed of its intervals.
  const ids = seen.match(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g) ?? [];
  expect(new Set(ids)).toEqual(new Set([runId]));
  expect(seen).not.toContain(`"runId":"${runId}"`);
  expect(seen).toContain(JSON.stringify(OUTPUT));
});

test('a link that is revoked, over, unknown or malformed is refused alike', async () => {
  const runId = await aFinishedRun();
  const revoked = await auditor.run.share({ runId, days: 30 });
  expect(await codeOf(stranger.run.revokeShare({ id: revoked.id }))).toBe('share_not_found');
  await auditor.run.revokeShare({ id: revoked.id });
  expect(await codeOf(auditor.run.revokeShare({ id: revoked.id }))).toBe('share_not_found');
  const over = await auditor.run.share({ runId, days: 1 });
  expect(await codeOf(open(over.token))).toBeNull();
  assay.clock.advance(24 * 3_600_000);
  const refusals = await Promise.all(
    [revoked.token, over.token, 'A'.repeat(43), '', '../etc', `${over.token}x`].map((token) =>
      open(token).then(
        () => null,
        (error: Error & { code: string }) => ({ code: error.code, message: error.message }),
      ),
    ),
  );
  expect(new Set(refusals.map((refusal) => JSON.stringify(refusal))).size).toBe(1);
  expect(refusals[0]).toMatchObject({ code: 'share_not_found' });
  const audit = await assay.database.prisma.auditEntry.findMany({ where: { subject: runId }, orderBy: { at: 'asc' } });
  expect(audit.map(({ action }) => action)).toEqual(['run.shared', 'run.shareRevoked', 'run.shared']);
});

test('only who may make runs makes links, of ended runs of the own organisation, and a deleted run takes its links with it', async () => {
  const runId = await aFinishedRun();
  expect(await codeOf(viewer.run.share({ runId, days: 1 }))).toBe('not_permitted');
  expect(await codeOf(stranger.run.share({ runId, days: 1 }))).toBe('run_not_found');
  expect(await codeOf(stranger.run.listShares({ runId }))).toBe('run_not_found');
  const waiting = await auditor.run.create({ source: SOURCE, output: OUTPUT });
  expect(await codeOf(auditor.run.share({ runId: waiting.runId, days: 1 }))).toBe('run_not_ended');
  expect(await codeOf(auditor.run.share({ runId, days: 365 as never }))).toBe('BAD_REQUEST');
  const { token } = await auditor.run.share({ runId, days: 1 });
  await auditor.run.remove({ runId });
  expect(await codeOf(open(token))).toBe('share_not_found');
});

test('one address opens only so many links a minute, good or not', async () => {
  const codes = new Set<unknown>();
  for (let i = 0; i < 61; i += 1) codes.add(await codeOf(open('B'.repeat(43), 'busy')));
  expect([...codes]).toEqual(['share_not_found', 'too_many_requests']);
});
