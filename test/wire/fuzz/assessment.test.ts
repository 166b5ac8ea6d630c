import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { CLIENT_TYPES } from '@/protocol/assessment-socket/messages';
import { parseMessage } from '@/server/wire/assessment/parse-message';
import { type AssayServer, CHOICE_ITEMS, startAssayServer } from '~test/support/assay-server';
import { AssessmentClient } from '~test/support/assessment-client';
import { bytes, generated, textFrames } from '~test/support/fuzz/frames';
import { FRAMES, SEED, Tally, TIMEOUT_MS, watchOver } from '~test/support/fuzz/unharmed';
import { invitedByNumber } from '~test/support/old-people';
import { storedSession } from '~test/support/sessions';

let assay: AssayServer;
let organisationId: string;

beforeAll(async () => {
  assay = await startAssayServer(inject('postgresUrl'), { SOCKET_MESSAGES_PER_SECOND: '100000' });
  organisationId = await assay.addOrganisation('Letters', CHOICE_ITEMS);
});
afterAll(() => assay.stop());

const NAMES = ['test_id', 'question_id', 'selected_option', 'message', 'reason'];
/** Frames in a stretch. In every second one nothing is sent that could change anything, and nothing may change. */
const STRETCH = 250;
/** Sent before the answers to them are waited for; the server lets at most 32 wait. */
const AT_ONCE = 16;
/** One less than ends a connection. */
const MALFORMED = 9;

type Idea =
  | { readonly kind: 'frame'; readonly frame: string | Uint8Array }
  | { readonly kind: 'nearly'; readonly option: unknown; readonly question: 'open' | 'none' | 'later' }
  | { readonly kind: 'plain'; readonly type: string }
  | { readonly kind: 'answer'; readonly letter: string }
  | { readonly kind: 'change'; readonly type: 'chat_message' | 'start_assessment' | 'complete_assessment' };

const wrongOption = fc.oneof(
  fc.constantFrom('E', 'AA', '', ')', 'A,', '__proto__', 'a\u0000', '\ud800', 'Z) nothing'),
  fc.string({ unit: 'binary', maxLength: 50 }).map((text) => `?${text}`),
  fc.integer({ min: 1_000_000_000 }),
  fc.constantFrom(null, [], {}, ['E'], { A: 'B' }, true),
);
const ideas: fc.Arbitrary<Idea> = fc.oneof(
  { weight: 25, arbitrary: textFrames(CLIENT_TYPES, NAMES).map((frame) => ({ kind: 'frame' as const, frame })) },
  { weight: 5, arbitrary: bytes.map((frame) => ({ kind: 'frame' as const, frame })) },
  {
    weight: 30,
    arbitrary: fc.record({
      kind: fc.constant('nearly' as const),
      option: wrongOption,
      question: fc.constantFrom('open' as const, 'none' as const, 'later' as const),
    }),
  },
  {
    weight: 38,
    arbitrary: fc
      .constantFrom(
        'get_question',
        'get_test_info',
        'get_progress',
        'heartbeat',
        'pause_assessment',
        'resume_assessment',
      )
      .map((type) => ({ kind: 'plain' as const, type })),
  },
  { weight: 2, arbitrary: fc.constantFrom('A', 'B', 'C', 'D').map((letter) => ({ kind: 'answer' as const, letter })) },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom('chat_message' as const, 'start_assessment' as const, 'complete_assessment' as const)
      .map((type) => ({ kind: 'change' as const, type })),
  },
);

describe.each(['/ws/assessment', '/ws/chat'])('%s', (path) => {
  test('takes whatever is sent without harm, and changes nothing without a command that makes sense', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const recruiter = await assay.addPerson(organisationId, 'recruiter');
    const watch = watchOver(assay);
    const tally = new Tally();
    const rules = { minItems: 8, maxItems: 8, feedbackMode: 'full' as const };

    /** Another candidate with an assessment, and what was seen to be answered in it. */
    const begin = async () => {
      const { token, testId } = await invitedByNumber(assay, organisationId, recruiter, rules);
      const answered = new Set<string>();
      let client!: AssessmentClient;
      let malformed = 0;
      let infos = 0; // asked for since note was taken
      const connect = async () => {
        client?.close();
        client = await AssessmentClient.connect(
          assay.origin,
          { token, ...(path === '/ws/assessment' && { test_id: testId }) },
          path,
        );
        [malformed, infos] = [0, 0];
        await client.until('auth_success');
      };
      const start = async () => {
        client.send('start_assessment', { test_id: testId });
        return client.until('question');
      };
      await connect();
      const { thread_id: sessionId } = await start();
      return {
        sessionId,
        testId,
        answered,
        isOver: false,
        client: () => client,
        malformed: () => malformed,
        noteMalformed: () => {
          malformed += 1;
        },
        noteInfo: () => {
          infos += 1;
        },
        /** Waits until everything sent so far was handled, and takes note of what came. */
        async settle(): Promise<void> {
          infos += 1;
          client.send('get_test_info');
          await client.until('test_info', infos);
          tally.add('handled: get_test_info as a barrier');
        },
        takeNote(): void {
          for (const frame of client.frames) {
            tally.add(frame.type === 'error' ? `told: error ${frame.data.code}` : `told: ${frame.type}`);
            if (frame.type === 'answer_feedback') answered.add(frame.data.question_id);
            if (frame.type === 'assessment_completed') this.isOver = true;
          }
          const question = client.named('question').at(-1);
          client.frames.length = 0;
          infos = 0;
          if (question) client.frames.push({ type: 'question', data: question });
        },
        async reconnect(): Promise<void> {
          await connect();
          if (path === '/ws/chat') await start();
          else {
            client.send('get_question');
            await Promise.race([client.until('question'), client.until('assessment_completed')]);
          }
          tally.add('handled: reconnected');
        },
      };
    };
    /** What no garbage may change. Which device writes does change when one comes back. */
    const stateOf = async (sessionId: string) => {
      const { row, events, responses } = await storedSession(assay, sessionId);
      const told = events.filter(({ type }) => type !== 'writerChanged').length;
      return { status: row.status, answered: row.answered, stored: responses.length, told };
    };

    let run = await begin();
    let before = await stateOf(run.sessionId);
    let [sent, sinceSettled, errorsBefore, malformedSent, quietStretches] = [0, 0, 0, 0, 0];
    const endRun = async () => {
      await run.settle().catch(() => undefined);
      run.takeNote();
      const { answered, stored } = await stateOf(run.sessionId);
      expect({ answered, stored }).toEqual({ answered: run.answered.size, stored: run.answered.size });
      run.client().close();
    };
    const errorsTold = () =>
      tally
        .names()
        .filter((name) => name === 'told: error invalid_input')
        .map(tally.of)[0] ?? 0;

    for (const idea of generated(ideas, SEED, FRAMES)) {
      const isQuiet = Math.floor(sent / STRETCH) % 2 === 0;
      if (sent % STRETCH === 0) {
        await run.settle();
        run.takeNote();
        if (run.isOver) {
          await endRun();
          run = await begin();
        }
        const now = await stateOf(run.sessionId);
        if (!isQuiet && sent > 0) {
          expect(now, `after the quiet stretch that ended at frame ${sent}`).toEqual(before);
          quietStretches += 1;
        }
        before = now;
        watch.progress(sent / FRAMES);
      }
      const client = run.client();
      const open = client.named('question').at(-1);
      let frame: string | Uint8Array = JSON.stringify({ type: 'heartbeat' });
      if (idea.kind === 'frame') frame = idea.frame;
      else if (idea.kind === 'plain') frame = JSON.stringify({ type: idea.type, data: {} });
      else if (idea.kind === 'nearly' && open) {
        const later = open.question_id.replace(/_(\d+)$/, (_, position) => `_${Number(position) + 1}`);
        const question_id = { open: open.question_id, none: 'q_000000000000_1', later }[idea.question];
        frame = JSON.stringify({ type: 'submit_answer', data: { question_id, selected_option: idea.option } });
      } else if (idea.kind === 'answer' && open && !isQuiet) {
        const data = { question_id: open.question_id, selected_option: idea.letter };
        frame = JSON.stringify({ type: 'submit_answer', data });
        tally.add('sent: an answer that counts');
      } else if (idea.kind === 'change' && !isQuiet && (idea.type !== 'complete_assessment' || sent % 2 === 0)) {
        frame = JSON.stringify({ type: idea.type, data: { test_id: run.testId, message: 'How long do I have?' } });
      }
      const parsed = parseMessage(typeof frame === 'string' ? frame : null);
      // Other random messages that would change something are left out: their right name and fields came up by themselves.
      const isAccident = idea.kind === 'frame' && 'message' in parsed && parsed.message.type !== 'heartbeat';
      if (isAccident && ['complete_assessment', 'chat_message', 'start_assessment'].includes(parsed.message.type))
        continue;
      client.sendRaw(typeof frame === 'string' ? frame : Buffer.from(frame));
      sent += 1;
      sinceSettled += 1;
      if ('problem' in parsed) {
        tally.add('sent: malformed');
        malformedSent += 1;
        run.noteMalformed();
      } else {
        tally.add(`sent: ${parsed.message.type}`);
        if (parsed.message.type === 'get_test_info') run.noteInfo();
      }
      if (sinceSettled < AT_ONCE && run.malformed() < MALFORMED && idea.kind !== 'answer' && idea.kind !== 'change')
        continue;
      sinceSettled = 0;
      await run.settle();
      run.takeNote();
      expect(errorsTold() - errorsBefore).toBeGreaterThanOrEqual(malformedSent); // every one of them was looked at
      [errorsBefore, malformedSent] = [errorsTold(), 0];
      if (run.isOver) {
        await endRun();
        tally.add('handled: assessments that ended');
        run = await begin();
        before = await stateOf(run.sessionId);
      } else if (run.malformed() >= MALFORMED) await run.reconnect();
    }
    await endRun();
    tally.print(`${path}: what was sent, and what came back`);
    for (const type of CLIENT_TYPES) expect(tally.of(`sent: ${type}`), type).toBeGreaterThan(0);
    for (const type of ['question', 'answer_feedback', 'progress_update', 'test_info', 'pong'])
      expect(tally.of(`told: ${type}`), type).toBeGreaterThan(0);
    for (const code of ['invalid_input', 'stale_presentation', 'option_not_offered'])
      expect(tally.of(`told: error ${code}`), code).toBeGreaterThan(0);
    expect(tally.of('told: error internal_error')).toBe(0);
    expect(quietStretches).toBeGreaterThan(0);
    await watch.expectUnharmed(path);
  });
});
