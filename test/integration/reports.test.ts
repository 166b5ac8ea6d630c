import { parse } from 'csv-parse/sync';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { seededRandom } from '@/core/items/random';
import { checkCertificate } from '@/server/certificate';
import { type AssayServer, AUTH_SECRET, startAssayServer, type TestPerson } from '~test/support/assay-server';
import { refusalOfCall } from '~test/support/refusal';
import { people, simulatedBank, simulateOrganisation } from '~test/support/simulated-organisation';

const organisationId = newId();
let assay: AssayServer;
let recruiter: TestPerson;
let author: TestPerson;
let world: Awaited<ReturnType<typeof simulateOrganisation>>;
let sessionIds: string[];

beforeAll(async () => {
  assay = await startAssayServer(inject('postgresUrl'));
  const { id: userId } = await assay.addPerson();
  world = await simulateOrganisation(
    { database: assay.database, organisationId, userId },
    simulatedBank(24, 0, 'bank'),
  );
  recruiter = await assay.addPerson(organisationId, 'recruiter');
  author = await assay.addPerson(organisationId, 'author');
  sessionIds = await world.play(people(60, 'people'), 'first');
  for (const sessionId of sessionIds) await assay.services.calibration.settle(sessionId);
}, 120_000);
afterAll(() => assay.stop());

/** The candidate of a simulated session, as a caller of the API. */
async function candidateOf(sessionId: string) {
  const { candidateId } = await assay.database.prisma.session.findUniqueOrThrow({ where: { id: sessionId } });
  const login = {
    ...{
      userId: candidateId,
      number: 1,
      loginId: newId(),
      tokenVersion: 0,
      expiresAt: 9e9,
      name: 'C',
      email: 'c@x.example',
    },
    memberships: [],
    within: null,
  };
  return { services: assay.services, login };
}

describe('the results as a file', () => {
  const file = async (format: string, person = recruiter, assessmentId = world.assessmentId) =>
    fetch(`${assay.origin}/api/assessments/${assessmentId}/results?format=${format}`, {
      headers: { cookie: person.cookie },
    });

  test('hold for each session what its report says, and nothing of more time', async () => {
    const response = await file('json');
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="results-.*\.json"$/);
    const text = await response.text();
    const { results, assessment } = JSON.parse(text);
    expect(assessment).toEqual({ id: world.assessmentId, title: 'Simulated' });
    expect(results).toHaveLength(60);
    const { groups } = await (await recruiter.caller()).report.listResults({ assessmentId: world.assessmentId });
    for (const person of groups.flat()) {
      const row = results.find(({ sessionId }: { sessionId: string }) => sessionId === person.sessionId);
      expect(row.result).toEqual({ score: person.value, low: person.low, high: person.high });
      expect(row).toMatchObject({ answered: 16, unscored: 0, awaited: 0, provisional: 16, stopReason: 'maximumItems' });
      expect(row.skills.map(({ skillId }: { skillId: string }) => skillId)).toEqual(['sql', 'http']);
    }
    expect(text).not.toMatch(/multiplier|deadline|standardAt|accommodation|needs|theta|startedAt/i);
  });

  test('begin no formula in a spreadsheet, whatever a candidate is called', async () => {
    const { candidateId } = await assay.database.prisma.session.findUniqueOrThrow({ where: { id: sessionIds[0]! } });
    const before = await assay.database.prisma.user.findUniqueOrThrow({ where: { id: candidateId } });
    const name = '=HYPERLINK("https://evil.example","click")';
    await assay.database.prisma.user.update({ where: { id: candidateId }, data: { name } });
    const text = await (await file('csv')).text();
    await assay.database.prisma.user.update({ where: { id: candidateId }, data: { name: before.name } });
    const rows = parse(text, { bom: true }) as string[][];
    expect(rows).toHaveLength(61);
    expect(rows[0]!.slice(-4)).toEqual(['http_score', 'http_low', 'http_high', 'http_label']);
    expect(rows.find(([id]) => id === sessionIds[0])![1]).toBe(`'${name}`);
    expect(rows.flat().filter((cell) => /^[=+@\t\r]/.test(cell))).toEqual([]);
  });

  test('are for people who may observe the assessment, of this organisation', async () => {
    expect((await file('csv', author)).status).toBe(403);
    expect((await file('xlsx')).status).toBe(400);
    const elsewhere = await assay.addOrganisation('Elsewhere', []);
    expect((await file('csv', await assay.addPerson(elsewhere, 'recruiter'))).status).toBe(404);
    expect((await fetch(`${assay.origin}/api/assessments/${world.assessmentId}/results?format=csv`)).status).toBe(401);
  });
});

describe('a report', () => {
  test('says how the answers fit, how hastily they were given, and what the parameters rest on', async () => {
    const api = await recruiter.caller();
    const analysis = await api.report.getAnalysis({ sessionId: sessionIds[0]! });
    expect(analysis.personFit.lzStar).toMatchObject({ n: 16 });
    expect(analysis.effort).toMatchObject({ lowEffort: false });
    expect(analysis.parameters).toEqual({ calibrated: 0, provisional: 16 });
    expect(JSON.stringify(analysis)).not.toMatch(/multiplier|difficulty|keyId/i);
  });

  test('has a percentile against a named group of 100 or more, and a reason below', async () => {
    const api = await recruiter.caller();
    const group = await api.report.createNormGroup({ assessmentId: world.assessmentId, name: 'Spring' });
    expect(group.people).toBe(60);
    const { percentiles } = await api.report.getAnalysis({ sessionId: sessionIds[1]! });
    expect(percentiles).toHaveLength(1);
    expect(percentiles[0]).toMatchObject({ name: 'Spring', percentile: { value: null, n: 60 } });
    sessionIds.push(...(await world.play(people(60, 'more'), 'more')));
    await api.report.createNormGroup({ assessmentId: world.assessmentId, name: 'Summer' });
    const later = await api.report.getAnalysis({ sessionId: sessionIds[1]! });
    const summer = later.percentiles.find(({ name }) => name === 'Summer')!;
    expect(summer.percentile).toMatchObject({ n: 120, method: 'share' });
    // Two sessions of one person are one person.
    const { session } = assay.database.prisma;
    const [first, second] = await Promise.all(
      sessionIds.slice(0, 2).map((id) => session.findUniqueOrThrow({ where: { id } })),
    );
    const move = (candidateId: string) => session.update({ where: { id: second!.id }, data: { candidateId } });
    await move(first!.candidateId);
    const autumn = await api.report.createNormGroup({ assessmentId: world.assessmentId, name: 'Autumn' });
    await move(second!.candidateId);
    expect(autumn.people).toBe(119);
  });

  test('lists what the page noticed with time and count, once however often it is sent', async () => {
    const sessionId = sessionIds[2]!;
    const { login } = await candidateOf(sessionId);
    const at = new Date().toISOString();
    const batch = [
      { kind: 'focusLost' as const, at, durationMs: 4_000 },
      { kind: 'pasted' as const, at, durationMs: null },
    ];
    for (let i = 0; i < 3; i++) await assay.services.signals.record(login, sessionId, batch);
    const { signals } = await (await recruiter.caller()).report.getAnalysis({ sessionId });
    expect(signals).toEqual([
      { kind: 'focusLost', count: 1, totalMs: 4_000, at: [at] },
      { kind: 'pasted', count: 1, totalMs: null, at: [at] },
    ]);
    expect(await refusalOfCall(() => assay.services.signals.record(login, sessionIds[3]!, batch))).toBe(
      'session_not_found',
    );
  });

  test('can be computed again from its certificate, and a changed one is found out', async () => {
    const { text } = await (await recruiter.caller()).report.getCertificate({ sessionId: sessionIds[0]! });
    expect(text).not.toMatch(/Stem of|explanation|keyId/);
    expect(checkCertificate(text, AUTH_SECRET)).toMatchObject({ isGenuine: true });
    expect(checkCertificate(text, null).checks.map(({ state }) => state)).toEqual(['holds', 'holds', 'unchecked']);
    const forged = text.replace(/"points": 0/, '"points": 1');
    expect(checkCertificate(forged, AUTH_SECRET).checks.map(({ state }) => state)).toEqual(['FAILS', 'FAILS', 'FAILS']);
    expect(checkCertificate(text, 'another secret')).toMatchObject({ isGenuine: false });
  });

  test('is made anew without an item on a person’s word; old, new, reason and person stay in the log', async () => {
    const sessionId = sessionIds[4]!;
    const api = await recruiter.caller();
    const before = (await api.assessment.observeSession({ sessionId })).observed;
    const { itemId } = await assay.database.prisma.presentation
      .findFirst({ where: { sessionId } })
      .then(
        async (row) => row ?? (await assay.database.prisma.itemObservation.findFirstOrThrow({ where: { sessionId } })),
      );
    await api.report.rescore({ sessionId, excluded: [itemId], reason: 'It leaked.' });
    const after = (await api.assessment.observeSession({ sessionId })).observed;
    expect(after.report!.answered).toBe(before.report!.answered - 1);
    const event = after.events.at(-1)!;
    expect(event).toMatchObject({
      type: 'sessionRescored',
      payload: { reason: 'It leaked.', previous: before.report },
    });
    const again = () => api.report.rescore({ sessionId, excluded: [itemId], reason: 'Once more.' });
    expect(await refusalOfCall(again)).toBe('conflict');
  });
});

test('a ranking draws people it cannot tell apart as a tie', async () => {
  const { groups, technical } = await (await recruiter.caller()).report.listResults({
    assessmentId: world.assessmentId,
  });
  expect(groups.flat()).toHaveLength(sessionIds.length);
  expect(groups.length).toBeLessThan(12);
  for (const [place, group] of groups.entries()) {
    const next = groups[place + 1]?.[0];
    if (next) expect(group[0]!.aboveNext).toBeGreaterThanOrEqual(0.9);
  }
  expect(technical.reliability).toMatchObject({ n: sessionIds.length });
});

describe('fairness figures', () => {
  test('count voluntary answers, suppress small groups, and name nobody', async () => {
    const dice = seededRandom('groups');
    for (const [index, sessionId] of sessionIds.slice(0, 80).entries()) {
      const gender = index < 4 ? ('nonBinary' as const) : dice.next() < 0.5 ? ('woman' as const) : ('man' as const);
      const { login } = await candidateOf(sessionId);
      await assay.services.signals.answerDemographics(login, sessionId, { gender });
    }
    const api = await recruiter.caller();
    const report = await api.report.getFairness({ assessmentId: world.assessmentId, question: 'gender' });
    expect(report.answered).toBe(76); // not 80: the size of the small group would follow
    expect(report.groups.find(({ group }) => group === 'nonBinary')).toEqual({ group: 'nonBinary', people: null });
    expect(JSON.stringify(report.impact)).not.toContain('nonBinary');
    expect(report.dif.every(({ result }) => result.status === 'notEstimable')).toBe(true);
    expect(JSON.stringify(report)).not.toContain(sessionIds[0]);
  });

  test('are asked for after the session, by its candidate alone', async () => {
    const { login } = await candidateOf(sessionIds[0]!);
    const call = () => assay.services.signals.answerDemographics(login, sessionIds[1]!, { age: 'under40' });
    expect(await refusalOfCall(call)).toBe('session_not_found');
  });
});

describe('the health of the bank', () => {
  test('shows use and figures of every item with n or reason, and nothing of its content', async () => {
    const health = await (await recruiter.caller()).bank.getHealth();
    expect(health.items).toHaveLength(48);
    expect(health.exposure.maximum.n).toBe(60);
    for (const item of health.items) expect(item.p.n).toBe(item.responses);
    expect(JSON.stringify(health)).not.toMatch(/Stem of|explanation/);
  });

  test('changes on a person’s word, with the reason kept', async () => {
    const api = await author.caller();
    const input = { itemId: 'sql-item-00', itemVersion: 1, to: 'quarantined' as const, reason: 'Posted on a forum.' };
    const { revision } = await api.bank.overrule(input);
    const { transitions, items } = await api.bank.getHealth();
    expect(transitions[0]).toMatchObject({ itemId: 'sql-item-00', to: 'quarantined', isByPerson: true, revision });
    expect(items.find(({ itemId }) => itemId === 'sql-item-00')?.status).toBe('quarantined');
    expect(await refusalOfCall(() => api.bank.overrule(input))).toBe('conflict');
    await expect(recruiter.caller().then((other) => other.bank.overrule(input))).rejects.toThrow();
  });
});
