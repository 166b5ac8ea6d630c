import { createRequire } from 'node:module';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { type AssayServer, CHOICE_ITEMS, startAssayServer, type TestPerson } from '~test/support/assay-server';
import { expectWholeAssessment, expectWholeEvaluation } from '~test/support/conformance';
import { OUTPUT, SOURCE } from '~test/support/evaluation';
import { lineProcess } from '~test/support/line-process';
import { invitedByNumber, tokenOf } from '~test/support/old-people';
import { pythonScript, pythonWith } from '~test/support/python';

/** Programs nobody here wrote, each a process of its own, speaking to the server as its users' scripts would. */
const WSCAT = createRequire(import.meta.url).resolve('wscat/bin/wscat');

let assay: AssayServer;
let organisationId: string;
let recruiter: TestPerson;

beforeAll(async () => {
  assay = await startAssayServer(inject('postgresUrl'));
  assay.startJobs();
  organisationId = await assay.addOrganisation('Letters', CHOICE_ITEMS);
  recruiter = await assay.addPerson(organisationId, 'recruiter');
});
afterAll(() => assay.stop());

type LineProcess = ReturnType<typeof lineProcess>;
const running: LineProcess[] = [];
const started = (...parameters: Parameters<typeof lineProcess>) => {
  const program = lineProcess(...parameters);
  running.push(program);
  return program;
};
afterEach(() => {
  for (const program of running.splice(0)) program.dispose();
});

const addressOf = ({ token, testId }: { token: string; testId: number }) =>
  `${assay.origin.replace('http', 'ws')}/ws/assessment?token=${token}&test_id=${testId}`;

/** What a program said, without the prompt it shows people. */
const heard = ({ lines }: LineProcess) =>
  lines.map((line) => line.replace(/^(> )+/, '')).filter((line) => line.startsWith('{'));

test('wscat takes an assessment from its start to its results', async () => {
  const invited = await invitedByNumber(assay, organisationId, recruiter, { feedbackMode: 'full' });
  const wscat = started(process.execPath, [WSCAT, '-c', addressOf(invited)]);
  const say = (type: string, data: object) => wscat.send(JSON.stringify({ type, data }));
  await wscat.until((line) => line.includes('"auth_success"'));
  say('start_assessment', { test_id: invited.testId });
  for (let turn = 0, after = 0; ; turn += 1) {
    const line = await wscat.until((text) => /"type":"(question|assessment_completed)"/.test(text), after);
    after = line + 1;
    const { type, data } = JSON.parse(wscat.lines[line]!.replace(/^(> )+/, ''));
    if (type === 'assessment_completed') break;
    say('submit_answer', { question_id: data.question_id, selected_option: 'ABCD'[turn % 4] });
  }
  expectWholeAssessment(heard(wscat).map((line) => JSON.parse(line)));
});

test("wscat is told 4001 by the socket's close code, not by a refused upgrade", async () => {
  const invited = await invitedByNumber(assay, organisationId, recruiter);
  const wscat = started(process.execPath, [WSCAT, '-c', addressOf({ ...invited, token: 'x.y.z' })]);
  await wscat.ended;
  expect(wscat.complaints()).toBe('');
  expect(heard(wscat)).toEqual([]);
});

const websockets = pythonWith('websockets');
const socketio = pythonWith('socketio', 'aiohttp');

describe('clients written in Python', () => {
  test.skipIf('missing' in websockets)(
    `websockets takes an assessment from its start to its results${'missing' in websockets ? ` (${websockets.missing})` : ''}`,
    async () => {
      const invited = await invitedByNumber(assay, organisationId, recruiter, { feedbackMode: 'afterSession' });
      const { python } = websockets as { python: string };
      const client = started(python, [pythonScript('assessment.py'), addressOf(invited), String(invited.testId)]);
      expect(await client.ended, client.complaints()).toBe(0);
      expectWholeAssessment(client.lines.map((line) => JSON.parse(line)));
    },
  );

  test.skipIf('missing' in socketio).each([
    ['by path /ws/socket.io', '/ws/socket.io', '/'],
    ['by namespace /ws', '/socket.io', '/ws'],
  ])(
    `python-socketio follows an evaluation to its figures, connected %s${'missing' in socketio ? ` (${socketio.missing})` : ''}`,
    async (_, engine, namespace) => {
      const auditor = await assay.addPerson(organisationId, 'auditor');
      const { python } = socketio as { python: string };
      const client = started(python, [pythonScript('evaluation.py'), assay.origin, engine, namespace]);
      const order = { token: await tokenOf(assay, auditor), source_text: SOURCE, candidate_output: OUTPUT };
      client.send(JSON.stringify(order));
      expect(await client.ended, client.complaints()).toBe(0);
      expectWholeEvaluation(client.lines.map((line) => JSON.parse(line)));
    },
  );
});
