import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { AssessmentResults } from '@/protocol/rest-assessment';
import { type AssayServer, startAssayServer } from '~test/support/assay-server';
import { restClient } from '~test/support/rest-client';

let assay: AssayServer;
beforeAll(async () => {
  assay = await startAssayServer(inject('postgresUrl'));
});
afterAll(() => assay.stop());

/** A candidate invited to an assessment, the recruiter, and a client for each. */
async function invited(feedbackMode: 'none' | 'afterSession') {
  const organisationId = await assay.addOrganisation();
  const recruiter = await assay.addPerson(organisationId, 'recruiter');
  const candidate = await assay.addPerson();
  const published = await assay.publish(organisationId, recruiter.id, { feedbackMode });
  const applicationId = await published.invite(candidate);
  const { number: testId } = await assay.database.prisma.assessment.findUniqueOrThrow({
    where: { id: published.assessmentId },
  });
  const clientOf = async (person: typeof candidate) => restClient(assay.origin, await person.accessToken());
  return {
    ...published,
    organisationId,
    recruiter,
    candidate,
    applicationId,
    testId,
    clientOf,
    own: await clientOf(candidate),
  };
}

describe('assessments over REST', () => {
  test('are listed for who is invited, and started with consent alone', async () => {
    const { own, applicationId, testId } = await invited('none');
    expect((await own.get('/assessments')).body).toMatchObject([
      { applicationId, status: 'live', session: null, test_id: testId },
    ]);
    const start = (body: object) => own.post(`/assessments/${applicationId}/start`, body);
    expect((await start({ consent: false })).body.code).toBe('consent_required');
    const { status, body } = await start({ consent: true });
    expect({ status, session: body.status }).toEqual({ status: 201, session: 'inProgress' });
    expect((await start({ consent: true })).body.session_id).toBe(body.session_id);
    const stranger = restClient(assay.origin, await (await assay.addPerson()).accessToken());
    expect((await stranger.post(`/assessments/${applicationId}/start`, { consent: true })).status).toBe(404);
  });

  test.each(['none', 'afterSession'] as const)(
    'tell results as the mode %s allows, to their candidate alone',
    async (mode) => {
      const { own, candidate, applicationId, recruiter, clientOf } = await invited(mode);
      const { session_id } = (await own.post(`/assessments/${applicationId}/start`, { consent: true })).body;
      expect((await own.get(`/assessments/sessions/${session_id}/results`)).status).toBe(409);
      await assay.services.sessions.submit(await candidate.login(), { sessionId: session_id, writer: null } as never);
      const { status, body } = await own.get(`/assessments/sessions/${session_id}/results`);
      expect(status).toBe(200);
      expect(AssessmentResults.parse(body).feedback === null).toBe(mode === 'none');
      const [listed] = (await own.get('/assessments')).body;
      expect(listed, 'a finished attempt stays in the list').toMatchObject({
        session: { sessionId: session_id, status: 'completed' },
        attemptsLeft: 0,
      });
      const other = await clientOf(recruiter);
      expect((await other.get(`/assessments/sessions/${session_id}/results`)).status).toBe(404);
    },
  );

  test('give their report and attempts to who may observe, and to nobody else', async () => {
    const { own, candidate, applicationId, assessmentId, recruiter, organisationId, clientOf } = await invited('none');
    const { session_id } = (await own.post(`/assessments/${applicationId}/start`, { consent: true })).body;
    await assay.services.sessions.submit(await candidate.login(), { sessionId: session_id, writer: null } as never);
    const paths = [`/assessments/sessions/${session_id}/report`, `/assessments/${assessmentId}/attempts`];
    const observer = await clientOf(recruiter);
    for (const path of paths) expect((await observer.get(path)).status, path).toBe(200);
    expect((await observer.get(paths[1]!)).body).toHaveLength(1);
    const auditor = await clientOf(await assay.addPerson(organisationId, 'auditor'));
    for (const client of [auditor, own])
      for (const path of paths) expect((await client.get(path)).status, path).toBe(403);
    const elsewhere = await clientOf(await assay.addPerson(await assay.addOrganisation(), 'recruiter'));
    for (const path of paths) expect((await elsewhere.get(path)).status, path).toBe(404);
    for (const path of paths) expect((await restClient(assay.origin).get(path)).status, path).toBe(401);
  });
});
