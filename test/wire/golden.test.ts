import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import type { FeedbackMode } from '@/core/assessment/rules';
import { type AssayServer, startAssayServer, type TestPerson } from '~test/support/assay-server';
import { AssessmentClient } from '~test/support/assessment-client';
import { OUTPUT, SOURCE } from '~test/support/evaluation';
import { connectEvaluation } from '~test/support/evaluation-client';
import { GOLDEN_ITEMS } from '~test/support/golden-bank';
import { invitedByNumber, tokenOf } from '~test/support/old-people';
import { Transcript } from '~test/support/transcript';

/**
 * Transcripts under ./golden, to be read beside the document and compared at every run. After a change that is meant:
 * `vitest run --project integration test/wire/golden.test.ts -u`, and look at the difference.
 */
let assay: AssayServer;
let organisationId: string;
let recruiter: TestPerson;

beforeAll(async () => {
  assay = await startAssayServer(inject('postgresUrl'));
  assay.startJobs();
  organisationId = await assay.addOrganisation('Golden', GOLDEN_ITEMS);
  recruiter = await assay.addPerson(organisationId, 'recruiter');
});
afterAll(() => assay.stop());

/** A client whose every word goes into the transcript. The dice of what it starts are the same every time. */
async function recorded(transcript: Transcript, query: Record<string, string | number>) {
  const client = await AssessmentClient.connect(assay.origin, query);
  let told = 0;
  const listen = () => {
    for (; told < client.frames.length; told += 1) transcript.heard(client.frames[told]);
  };
  return {
    client,
    /** Sends, and waits for the nth frame of that type; everything until then is in the transcript. */
    async ask(frame: object | string, answer: Parameters<AssessmentClient['until']>[0], nth = 1): Promise<void> {
      if (typeof frame === 'string') transcript.note(`as it stands: ${frame}`);
      else transcript.sent(frame);
      client.sendRaw(typeof frame === 'string' ? frame : JSON.stringify(frame));
      await client.until(answer, nth);
      listen();
    },
    async wait(type: Parameters<AssessmentClient['until']>[0], nth = 1): Promise<void> {
      await client.until(type, nth);
      listen();
    },
    async end(): Promise<void> {
      const { code, reason } = await client.closed;
      listen();
      transcript.note(`closed with ${code} ${reason}`);
    },
  };
}

const start = (testId: number) => ({ type: 'start_assessment', data: { test_id: testId } });

test.each<FeedbackMode>(['none', 'afterSession', 'full'])(
  'a whole assessment in feedback mode %s',
  async (feedbackMode) => {
    const rules = { feedbackMode, minItems: 3, maxItems: 3 };
    const { token, testId } = await invitedByNumber(assay, organisationId, recruiter, rules);
    const transcript = new Transcript();
    const talk = await recorded(transcript, { token, test_id: testId });
    await talk.wait('auth_success');
    const dice = vi.spyOn(crypto, 'randomUUID').mockReturnValue('00000000-0000-4000-8000-000000000007');
    await talk.ask(start(testId), 'question');
    dice.mockRestore();
    for (let turn = 1; turn <= 3; turn += 1) {
      const { question_id } = talk.client.last('question');
      const answer = { type: 'submit_answer', data: { question_id, selected_option: 'ABC'[turn - 1] } };
      if (turn < 3) await talk.ask(answer, 'question', turn + 1);
      else await talk.ask(answer, 'assessment_completed');
    }
    talk.client.close();
    await expect(named(transcript, testId)).toMatchFileSnapshot(`golden/assessment-${feedbackMode}.txt`);
  },
);

test('what goes wrong, and what is said then', async () => {
  const { token, testId } = await invitedByNumber(assay, organisationId, recruiter, { minItems: 3, maxItems: 3 });
  const transcript = new Transcript();
  transcript.note('a token that is none');
  await (await recorded(transcript, { token: 'x.y.z' })).end();

  transcript.note('an assessment this candidate is not invited to');
  const stranger = await tokenOf(assay, await assay.addPerson());
  await (await recorded(transcript, { token: stranger, test_id: testId })).end();

  transcript.note('an invited candidate');
  const talk = await recorded(transcript, { token, test_id: testId });
  await talk.wait('auth_success');
  await talk.ask({ type: 'get_question', data: {} }, 'system_message');
  await talk.ask('{"type":', 'error', 1);
  await talk.ask('{"data":{}}', 'error', 2);
  await talk.ask({ type: 'auth', data: {} }, 'error', 3);
  await talk.ask({ type: 'submit_answer', data: { selected_option: 'A' } }, 'error', 4);
  const dice = vi.spyOn(crypto, 'randomUUID').mockReturnValue('00000000-0000-4000-8000-000000000007');
  await talk.ask(start(testId), 'question');
  dice.mockRestore();
  const { question_id } = talk.client.last('question');
  const submit = (id: string, selected_option: string) => ({
    type: 'submit_answer',
    data: { question_id: id, selected_option },
  });
  await talk.ask(submit(question_id, 'Perhaps'), 'error', 5);
  await talk.ask(submit('q_of_another_1', 'A'), 'error', 6);
  await talk.ask({ type: 'pause_assessment', data: {} }, 'error', 7);
  await talk.ask(submit(question_id, 'A'), 'question', 2);
  transcript.note('the same question answered again, otherwise');
  await talk.ask(submit(question_id, 'B'), 'error', 8);
  await talk.ask({ type: 'complete_assessment', data: {} }, 'assessment_completed');
  talk.client.close();

  transcript.note('the same candidate, come back after it is completed');
  await (await recorded(transcript, { token, test_id: testId })).end();
  await expect(named(transcript, testId)).toMatchFileSnapshot('golden/assessment-errors.txt');
});

/** An assessment's number depends on how many there were before. */
const named = (transcript: Transcript, testId: number) =>
  transcript.toString().replaceAll(`"test_id":${testId}`, '"test_id":"(test number)"');

test('a whole evaluation', async () => {
  const auditor = await assay.addPerson(organisationId, 'auditor');
  const transcript = new Transcript();
  const client = await connectEvaluation(assay.origin, await tokenOf(assay, auditor));
  const payload = { source_text: SOURCE, candidate_output: OUTPUT };
  transcript.sent({ name: 'start_evaluation', payload });
  await client.ask('start_evaluation', payload);
  await client.until('evaluation_complete');
  client.close();
  transcript.note('Judges are asked while claims are checked, so their results may come anywhere before the figures;');
  transcript.note('here they stand together. Of the progress only the beginning and the end of each stage is shown.');
  const judged = client
    .named('judge_result')
    .toSorted((a, b) => (a.payload.judge_name < b.payload.judge_name ? -1 : 1));
  for (const event of client.received) {
    if (event.name === 'judge_result') continue;
    if (event.name === 'evaluation_progress' && event.payload.progress % 100 !== 0) continue;
    if (event.name === 'evaluation_progress' && event.payload.stage === 'aggregation' && event.payload.progress === 0)
      for (const result of judged) transcript.heard(result);
    transcript.heard(event);
  }
  await expect(transcript.toString()).toMatchFileSnapshot('golden/evaluation.txt');
});
