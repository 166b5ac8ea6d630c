import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, inject, test, vi } from 'vitest';
import type { CandidateView } from '@/core/assessment/candidate-view';
import type { Item } from '@/core/items/item';
import { SHIPPED_ITEMS } from '@/server/bank/shipped-bank';
import type { ReplyPiece } from '@/server/realtime/reply-streams';
import { createBankRepository } from '@/server/repositories/bank-repository';
import { ApiSocket } from '~test/support/api-socket';
import { type AssayServer, startAssayServer } from '~test/support/assay-server';
import { type Behaviour, fails, startOpenAiDouble } from '~test/support/openai-double';
import { type Step, startSession } from '~test/support/sessions';

const { prompts } = JSON.parse(
  readFileSync(path.resolve(import.meta.dirname, '../vectors/extraction-prompts.json'), 'utf8'),
) as { prompts: { text: string }[] };

const REPLY = 'I am a program. I can help with the rules of this assessment. I may not talk about the item.';
const slowly = (everyMs: number): Behaviour => ({ kind: 'stream', pieces: REPLY.match(/.{1,6}/gs) ?? [], everyMs });

type Session = Awaited<ReturnType<typeof startSession>>;

/** A server whose interviewer has a model that behaves as told, and a session in it. */
async function withModel(
  behaviour: Behaviour,
  work: (all: { assay: AssayServer; requests: { body: unknown }[] } & Session) => Promise<void>,
  { settings = {}, rules = {}, bank = SHIPPED_ITEMS as readonly Item[] } = {},
) {
  await using double = await startOpenAiDouble(behaviour);
  const assay = await startAssayServer(inject('postgresUrl'), {
    LLM_BASE_URL: double.baseUrl,
    LLM_MODEL: 'double',
    ...settings,
  });
  try {
    const organisationId = randomUUID();
    await assay.database.prisma.organisation.create({ data: { id: organisationId, name: 'With a model' } });
    await createBankRepository(assay.database).addItems(organisationId, [...bank]);
    const recruiter = await assay.addPerson(organisationId, 'recruiter');
    const session = await startSession(assay, organisationId, recruiter, rules);
    await work({ assay, requests: double.requests, ...session });
    await session.socket.close();
  } finally {
    await assay.stop();
  }
}

const ask = (socket: ApiSocket, sessionId: string, text: string, askId: string = randomUUID()) =>
  socket.mutate<Step>('session.ask', { sessionId, askId, text });
const questionsOf = async ({ socket, sessionId }: Session) => {
  const { view } = await socket.query<{ view: CandidateView }>('session.get', { sessionId });
  return view.conversation.flatMap((entry) => (entry.kind === 'question' ? [entry] : []));
};
const repliesOf = async (assay: AssayServer, sessionId: string) => {
  const { rows } = await assay.database.pool.query(
    "select payload from event where stream = $1 and type = 'interviewerReplied' order by seq",
    [sessionId],
  );
  return rows.map((row) => row.payload);
};
const WITHIN = { timeout: 10_000, interval: 20 };

describe('an interviewer with a model', () => {
  test('writes on every device as it goes, then stores the whole; the item can be answered meanwhile', async () => {
    await withModel(slowly(20), async ({ assay, socket, sessionId, candidate, view }) => {
      const second = await ApiSocket.connect(assay.origin, { cookie: candidate.cookie });
      const pieces: ReplyPiece[][] = [[], []];
      for (const [index, device] of [socket, second].entries())
        await device.subscribe('session.onReply', { sessionId }, ({ data }) => pieces[index]!.push(data as ReplyPiece));
      const { events } = await ask(socket, sessionId, 'who are you?');
      expect(events.map(({ type }) => type)).toEqual(['candidateAsked']);
      await socket.mutate('session.submitResponse', {
        sessionId,
        position: 1,
        answer: { type: 'singleChoice', optionId: 'A' },
      });
      expect(view.answered).toBe(0);
      await vi.waitFor(async () => expect(await repliesOf(assay, sessionId)).toHaveLength(1), WITHIN);
      expect((await repliesOf(assay, sessionId))[0]).toMatchObject({ text: REPLY, by: 'model', instead: null });
      for (const heard of pieces) {
        expect(heard.length).toBeGreaterThanOrEqual(2);
        const text = heard.reduce((whole, piece) => whole.slice(0, piece.from) + piece.text, '');
        expect(REPLY.startsWith(text)).toBe(true);
      }
      await second.close();
    });
  });

  test('whose model fails lets the rules answer, and the log says why', async () => {
    await withModel(fails(500), async ({ assay, socket, sessionId }) => {
      await ask(socket, sessionId, 'who are you?');
      await vi.waitFor(async () => expect(await repliesOf(assay, sessionId)).toHaveLength(1), WITHIN);
      expect((await repliesOf(assay, sessionId))[0]).toMatchObject({
        by: 'rules',
        instead: 'failed',
        text: expect.stringContaining('I am the interviewer, a program'),
      });
    });
  });

  test('asks it no more often than its budget, and never about the answer, the hint or the time', async () => {
    const settings = { INTERVIEWER_MODEL_REPLIES: '2' };
    await withModel(
      slowly(0),
      async ({ assay, socket, sessionId, requests }) => {
        for (const text of [
          'who are you?',
          'is it B?',
          'hint please',
          'how much time is left',
          'who are you?',
          'who are you?',
        ]) {
          await ask(socket, sessionId, text);
          assay.clock.advance(11_000);
        }
        await vi.waitFor(async () => expect(await repliesOf(assay, sessionId)).toHaveLength(6), WITHIN);
        expect(requests).toHaveLength(2);
      },
      { settings },
    );
  });

  test('stops when the session ends, and keeps no late reply', async () => {
    await withModel({ kind: 'silent' }, async ({ assay, socket, sessionId }) => {
      await ask(socket, sessionId, 'who are you?');
      await socket.mutate('session.submit', { sessionId });
      const started = performance.now();
      await assay.services.interview.close();
      expect(performance.now() - started).toBeLessThan(5_000);
      expect(await repliesOf(assay, sessionId)).toEqual([]);
    });
  });

  test('that was interrupted with its process is made good by rules when the candidate looks again', async () => {
    await withModel(slowly(0), async (all) => {
      const { assay, sessionId } = all;
      // A question as a process leaves it that was killed while its model wrote.
      await assay.services.sessions.decide(
        await all.candidate.login(),
        sessionId,
        () => [
          { type: 'candidateAsked', payload: { askId: 'lost', position: 1, text: 'who are you?', usesModel: true } },
        ],
        null,
      );
      expect((await questionsOf(all))[0]!.reply).toBeNull(); // perhaps it is still being written
      assay.clock.advance(30_000);
      expect((await questionsOf(all))[0]!.reply).toContain('I am the interviewer');
      expect((await repliesOf(assay, sessionId))[0]).toMatchObject({ instead: 'interrupted' });
    });
  });
});

test('fifty ways to ask a model that repeats everything it was told bring nothing sealed to light', async () => {
  const parrot: Behaviour = {
    kind: 'content',
    content: ({ messages }) => messages.map(({ content }) => content).join('\n'),
  };
  const bank = SHIPPED_ITEMS.flatMap((item) =>
    item.source.kind === 'written'
      ? [
          {
            ...item,
            parameters: { ...item.parameters, discrimination: 1.2345678912 },
            source: {
              kind: 'written' as const,
              content: { ...item.source.content, explanation: 'CANARY-EXPLANATION', hint: 'CANARY-HINT' },
            },
          },
        ]
      : [],
  );
  const settings = { INTERVIEWER_MODEL_REPLIES: '40' };
  const rules = { timeLimitMs: 8 * 3_600_000 };
  for (const half of [prompts.slice(0, 25), prompts.slice(25)])
    await withModel(
      parrot,
      async ({ assay, socket, sessionId, requests }) => {
        const sealed = await assay.database.pool.query(
          "select payload::text as text from event where stream = $1 and type = 'itemPresented'",
          [sessionId],
        );
        for (const canary of ['CANARY-EXPLANATION', 'CANARY-HINT', '1.2345678912'])
          expect(sealed.rows[0].text).toContain(canary);
        for (const { text } of half) {
          await ask(socket, sessionId, text);
          assay.clock.advance(11_000);
        }
        await vi.waitFor(async () => expect(await repliesOf(assay, sessionId)).toHaveLength(half.length), WITHIN);
        await socket.query('session.get', { sessionId });
        expect(requests.length).toBeGreaterThan(5); // those the rules did not keep to themselves
        const everything = [...socket.frames, JSON.stringify(requests.map(({ body }) => body))].join('\n');
        expect(everything).not.toMatch(/CANARY|1\.2345678912/);
        for (const reply of await repliesOf(assay, sessionId)) expect(reply.by).toBe('rules');
      },
      { settings, rules, bank },
    );
});
