import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type AssayServer, CHOICE_ITEMS, startAssayServer } from '~test/support/assay-server';
import { AssessmentClient } from '~test/support/assessment-client';
import { invitedByNumber } from '~test/support/old-people';

let assay: AssayServer;
beforeAll(async () => {
  assay = await startAssayServer(inject('postgresUrl'), { SOCKET_MESSAGES_PER_SECOND: '100000' });
});
afterAll(() => assay.stop());

test('who asks on and reads nothing is dropped with 1013 slow_reader, and goes on with the same question', async () => {
  const organisationId = await assay.addOrganisation('Letters', CHOICE_ITEMS);
  const recruiter = await assay.addPerson(organisationId, 'recruiter');
  const { token, testId } = await invitedByNumber(assay, organisationId, recruiter);
  const connect = () => AssessmentClient.connect(assay.origin, { token, test_id: testId });
  const client = await connect();
  client.send('start_assessment', { test_id: testId });
  const { question_id } = await client.until('question');
  client.socket.pause();
  // What the system holds for a connection comes on top of what the server lets wait.
  for (let sent = 0; sent < 60_000; sent += 1) {
    client.send('get_test_info');
    if (sent % 500 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  client.socket.resume();
  expect(await client.closed).toEqual({ code: 1013, reason: 'slow_reader' });
  const again = await connect();
  again.send('get_question');
  expect((await again.until('question')).question_id).toBe(question_id);
  again.close();
});
