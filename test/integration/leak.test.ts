import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { type CandidateEvent, type CandidateView, foldCandidateView } from '@/core/assessment/candidate-view';
import type { FeedbackMode } from '@/core/assessment/rules';
import type { Recorded, SessionEvent } from '@/core/assessment/session-event';
import type { ItemOption } from '@/core/items/item';
import type { ShownItem } from '@/core/items/types/item-type';
import type { SkillGraph } from '@/core/skills/skill-graph';
import { ApiSocket } from '~test/support/api-socket';
import { type AssayServer, startAssayServer, type TestPerson } from '~test/support/assay-server';
import { answer, startSession } from '~test/support/sessions';

let assay: AssayServer;
let organisationId: string;
let recruiter: TestPerson;
let graph: SkillGraph;

beforeAll(async () => {
  assay = await startAssayServer(inject('postgresUrl'));
  organisationId = await assay.addOrganisation();
  recruiter = await assay.addPerson(organisationId, 'recruiter');
  const nodes = assay.services.assessments
    .listSkills()
    .map(({ skillId, name }) => ({ skillId, name, priority: 'M' as const }));
  graph = { nodes, edges: [] };
});
afterAll(() => assay.stop());

const WITHIN = { timeout: 10_000, interval: 5 };

/** Names of fields that say how an item works or what is thought of the candidate; none has a place in a candidate's frame. */
const INNER_FIELDS =
  /"(sealed|hint|parameters|discrimination|difficulty|difficultyVariance|guessing|upperAsymptote|variantSeed|seed|predictedSuccess|itemId|itemVersion|skillId|modelId|ability|disclosed|report|bankRevision|skills|weight|responseTimeMs)"/;
/** Of these, what a recruiter may not see either. */
const SECRET_FIELDS =
  /"(sealed|hint|explanation|key|keyId|keyAnswer|parameters|discrimination|difficulty|difficultyVariance|guessing|upperAsymptote|variantSeed|seed|predictedSuccess|disclosed|bankRevision)"/;

type Presented = Extract<Recorded<SessionEvent>, { type: 'itemPresented' }>;

/** A text as it stands inside JSON, so that it can be searched for in frames. */
const asJson = (text: string) => JSON.stringify(text).slice(1, -1);

async function logOf(sessionId: string): Promise<Recorded<SessionEvent>[]> {
  const { rows } = await assay.database.pool.query(
    'select seq, type, payload, at from event where stream = $1 order by seq',
    [sessionId],
  );
  return rows;
}

/** What each presentation must not be told by, taken from the log: words and numbers that stand for the key or the item's working. */
function secretsOf(log: readonly Recorded<SessionEvent>[]) {
  const seed = log.flatMap((event) => (event.type === 'sessionStarted' ? [event.payload.seed] : []))[0]!;
  const items = log.filter((event): event is Presented => event.type === 'itemPresented');
  return {
    seed,
    items: items.map(({ seq, payload }) => ({
      seq,
      position: payload.position,
      explanation: asJson(payload.sealed.explanation),
      /** Never shown, whatever the mode. */
      never: [
        `"${payload.itemId}"`,
        payload.variantSeed,
        ...(payload.sealed.hint ? [asJson(payload.sealed.hint)] : []),
        ...[payload.predictedSuccess, payload.sealed.parameters.discrimination, payload.sealed.parameters.difficulty]
          .map(String)
          .filter((number) => number.length > 6), // short numbers may stand in a frame by chance
      ],
    })),
  };
}

/** Takes a whole session while a second device and the recruiter watch; every frame is kept with how far the log was. */
async function aWatchedSession(feedbackMode: FeedbackMode) {
  const rules = { feedbackMode, minItems: 12, maxItems: 12 };
  const session = await startSession(assay, organisationId, recruiter, rules, graph);
  const { socket, sessionId, candidate, assessmentId, applicationId } = session;
  const second = await ApiSocket.connect(assay.origin, { cookie: candidate.cookie });
  const watcher = await ApiSocket.connect(assay.origin, { cookie: recruiter.cookie });
  const followed = { seq: 0, observed: 0 };
  await second.subscribe('session.onEvent', { sessionId }, ({ id }) => {
    followed.seq = Number(id);
  });
  await watcher.subscribe('assessment.onSessionEvent', { sessionId }, ({ id }) => {
    followed.observed = Number(id);
  });
  await watcher.subscribe('assessment.onSessions', { id: assessmentId }, () => undefined);
  /** What the candidate's sockets have received while `position` was open. */
  const received: { position: number; text: string }[] = [];
  let read = { first: 0, second: 0 };
  const collect = (position: number) => {
    const text = [...socket.frames.slice(read.first), ...second.frames.slice(read.second)].join('\n');
    read = { first: socket.frames.length, second: second.frames.length };
    received.push({ position, text });
  };
  let view: CandidateView = session.view;
  const letters = ['A', 'B', 'C', 'D'];
  while (view.status === 'inProgress') {
    const position = view.answered + 1;
    await vi.waitFor(() => expect(followed.seq).toBe(view.seq), WITHIN);
    await second.query('session.get', { sessionId }); // a reload
    await second.query('application.get', { applicationId });
    await second.query('application.list');
    for (const wrong of ['Z', 'AA'])
      await socket
        .mutate('session.submitResponse', { sessionId, position, answer: { type: 'singleChoice', optionId: wrong } })
        .catch(() => undefined);
    collect(position);
    const step = await answer(socket, sessionId, view, letters[position % 4]);
    view = step.events.reduce(foldCandidateView, view);
  }
  await vi.waitFor(() => expect(followed.seq).toBe(view.seq), WITHIN);
  await vi.waitFor(() => expect(followed.observed).toBe(view.seq), WITHIN);
  await second.query('session.get', { sessionId });
  await watcher.query('assessment.observeSession', { sessionId });
  await watcher.query('assessment.listSessions', { id: assessmentId });
  collect(Number.POSITIVE_INFINITY);
  const observerText = watcher.frames.join('\n');
  await Promise.all([socket.close(), second.close(), watcher.close()]);
  return { log: await logOf(sessionId), received, observerText, view };
}

describe.each<FeedbackMode>(['none', 'afterSession', 'full'])(
  'over a whole session of all skills, feedback %s',
  (mode) => {
    let session: Awaited<ReturnType<typeof aWatchedSession>>;
    let secrets: ReturnType<typeof secretsOf>;
    beforeAll(async () => {
      session = await aWatchedSession(mode);
      secrets = secretsOf(session.log);
    });

    test('twelve items of different skills were really given', () => {
      expect(secrets.items).toHaveLength(12);
      const skills = session.log.flatMap((event) => (event.type === 'itemPresented' ? [event.payload.skillId] : []));
      expect(new Set(skills).size).toBeGreaterThanOrEqual(10);
      expect(session.received.every(({ text }) => text.length > 500)).toBe(true);
    });

    test('nothing that comes before an item is closed tells its key or its working', () => {
      for (const { position, text } of session.received) {
        expect(text.replaceAll('"skills":["', '"names":["')).not.toMatch(INNER_FIELDS);
        expect(text).not.toContain(secrets.seed);
        for (const item of secrets.items) {
          for (const secret of item.never) expect(text, `${secret} of item ${item.position}`).not.toContain(secret);
          if (item.position >= position) expect(text, `explanation ${item.position}`).not.toContain(item.explanation);
        }
        // No mark of correctness on anything but closed items, and none at all before the end unless this is practice.
        if (mode !== 'full' && position !== Number.POSITIVE_INFINITY)
          expect(text).not.toMatch(/"(correct|points|keyAnswer|explanation)"/);
      }
    });

    test('an option looks the same whether it is the key or not', () => {
      const events = session.received.flatMap(({ text }) => text.split('\n').flatMap(eventsIn));
      const options = events.flatMap((event) => (event.type === 'itemPresented' ? offeredBy(event.payload.shown) : []));
      expect(options.length).toBeGreaterThanOrEqual(8); // two items with options at least: the rest may be of other types
      expect(new Set(options.map((option) => Object.keys(option).join()))).toEqual(new Set(['id,text']));
    });

    test('after it is closed only what the mode allows is told', () => {
      const all = session.received.map(({ text }) => text).join('\n');
      const told = secrets.items.filter((item) => all.includes(item.explanation)).length;
      expect(told).toBe(mode === 'full' ? 12 : 0);
      if (mode === 'none') expect(all).not.toMatch(/"(correct|points|score)"/);
      else expect(session.view.feedback?.answers).toHaveLength(12);
      expect(session.view.feedback === null).toBe(mode === 'none');
    });

    test('the recruiter sees answers and abilities, but no key, explanation, parameter or seed', () => {
      expect(session.observerText).toMatch(/"correct"/);
      expect(session.observerText).toMatch(/"ability"/);
      expect(session.observerText).not.toMatch(SECRET_FIELDS);
      expect(session.observerText).not.toContain(secrets.seed);
      for (const item of secrets.items) {
        expect(session.observerText).not.toContain(item.explanation);
        for (const secret of item.never.slice(1)) expect(session.observerText).not.toContain(secret);
      }
    });
  },
);

/** Everything an item offers to choose from, to arrange or to pair. */
function offeredBy(shown: ShownItem): readonly ItemOption[] {
  if ('options' in shown) return shown.options;
  return 'prompts' in shown ? [...shown.prompts, ...shown.targets] : [];
}

/** The session events within a frame, from a command's result or a subscription. */
function eventsIn(frame: string): CandidateEvent[] {
  const { result } = JSON.parse(frame) as {
    result?: { data?: { events?: CandidateEvent[]; data?: { events?: CandidateEvent[] } } };
  };
  return result?.data?.events ?? result?.data?.data?.events ?? [];
}
