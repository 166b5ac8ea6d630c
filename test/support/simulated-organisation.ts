import { v7 as newId } from 'uuid';
import { submitResponse } from '@/core/assessment/answering';
import type { Exam } from '@/core/assessment/exam';
import { completeRules, type Rules } from '@/core/assessment/rules';
import { foldSession, NEW_SESSION, type SessionState } from '@/core/assessment/session';
import type { Recorded, SessionEvent } from '@/core/assessment/session-event';
import { startSession } from '@/core/assessment/starting';
import type { Item, ItemParameters } from '@/core/items/item';
import { type Random, seededRandom } from '@/core/items/random';
import { drawScore } from '@/core/psychometrics/item-response';
import { normalDraw } from '@/core/psychometrics/simulation';
import type { Database } from '@/server/db';
import type { ItemStatus, Prisma } from '@/server/generated/prisma/client';
import { createAssessmentRepository } from '@/server/repositories/assessment-repository';
import { createBankRepository } from '@/server/repositories/bank-repository';
import { createExamLibrary } from '@/server/services/exam-library';
import { record } from './assessment';

const GRAPH = {
  nodes: [
    { skillId: 'sql', name: 'SQL', priority: 'H' as const },
    { skillId: 'http', name: 'HTTP', priority: 'M' as const },
  ],
  edges: [],
};

export const SIMULATED_RULES = completeRules({
  timeLimitMs: 60 * 60_000,
  minItems: 16,
  maxItems: 16,
  feedbackMode: 'afterSession',
  pilotShare: 0.15,
});

/** How an item really is, beside what its author thought. */
export type SimulatedItem = Item & { readonly truth: ItemParameters; readonly status: ItemStatus };

/** Items whose true b correlates .5 with the author's, for both skills; the last `pilots` of each skill are pilot items. */
export function simulatedBank(itemsPerSkill: number, pilotsPerSkill: number, seed: string): SimulatedItem[] {
  const dice = seededRandom(seed);
  return GRAPH.nodes.flatMap(({ skillId }) =>
    Array.from({ length: itemsPerSkill + pilotsPerSkill }, (_, i): SimulatedItem => {
      const isPilot = i >= itemsPerSkill;
      const guess = normalDraw(dice);
      const difficulty = isPilot ? 0 : 0.5 * guess + Math.sqrt(0.75) * normalDraw(dice);
      const discrimination = isPilot ? 1.3 : Math.exp(0.2 * normalDraw(dice));
      const asymptotes = { guessing: 0, upperAsymptote: 1 };
      const id = `${skillId}-${isPilot ? 'new' : 'item'}-${String(i).padStart(2, '0')}`;
      return {
        id,
        version: 1,
        skillId,
        expectedTimeMs: 40_000,
        enemies: [],
        parameters: { ...asymptotes, discrimination: 1, difficulty: 0.5 * guess, difficultyVariance: 0.75 },
        truth: { ...asymptotes, discrimination, difficulty, difficultyVariance: 0 },
        status: isPilot ? 'pilot' : 'operational',
        source: {
          kind: 'written',
          content: {
            type: 'singleChoice',
            stem: `Stem of ${id}`,
            options: ['right', 'x', 'y', 'z'].map((option) => ({ id: option, text: `Option ${option} of ${id}` })),
            keyId: 'right',
            explanation: `Because ${id}`,
            hint: null,
          },
        },
      };
    }),
  );
}

export type SimulatedPerson = {
  /** True abilities in graph order. */
  readonly thetas: readonly number[];
  /** Knows an item beforehand: answers it right and fast. */
  readonly knows?: (itemId: string) => boolean;
};

/** An organisation whose candidates answer by the model: played through the core, stored as the server stores it. */
export async function simulateOrganisation(
  { database, organisationId, userId }: { database: Database; organisationId: string; userId: string },
  bank: readonly SimulatedItem[],
  rules: Rules = SIMULATED_RULES,
) {
  const { prisma } = database;
  await prisma.organisation.create({ data: { id: organisationId, name: 'Simulated organisation', bankRevision: 1 } });
  await prisma.item.createMany({
    data: bank.map(({ truth: _truth, source, parameters, ...item }) => ({
      ...item,
      ...parameters,
      thresholds: [...(parameters.thresholds ?? [])],
      organisationId,
      type: 'singleChoice',
      content: (source.kind === 'written' ? source.content : null) as unknown as Prisma.InputJsonValue,
      enemies: [],
      fromRevision: 1,
    })),
  });
  const assessments = createAssessmentRepository(database);
  const draft = { title: 'Simulated', jobDescription: '', graph: GRAPH, rules, opensAt: null, closesAt: null };
  const { id: assessmentId } = await assessments.create(
    { id: newId(), graphId: newId(), organisationId, createdBy: userId },
    draft,
  );
  await assessments.move(organisationId, assessmentId, ['draft'], {
    status: 'live',
    bankRevision: 1,
    publishedAt: new Date(),
  });
  const assessment = (await assessments.find(organisationId, assessmentId))!;
  const exams = createExamLibrary(createBankRepository(database));
  const truths = new Map(bank.map(({ id, truth }) => [id, truth]));

  /** Plays a session for each person on the bank as it is now and completes it; returns the session ids in order. */
  const play = async (people: readonly SimulatedPerson[], seed: string): Promise<string[]> => {
    const exam = await exams.ofNewSession(assessment);
    const played = people.map((person, index) => playSession(exam, truths, person, `${seed}:${index}`));
    const ids = played.map(() => ({ sessionId: newId(), applicationId: newId(), candidateId: newId() }));
    await prisma.user.createMany({
      data: ids.map(({ candidateId: id }, i) => ({
        id,
        email: `${id}@simulated.example`,
        name: `Person ${seed} ${i + 1}`,
      })),
    });
    await prisma.application.createMany({
      data: ids.map(({ applicationId: id, candidateId }) => ({ id, organisationId, assessmentId, candidateId })),
    });
    await prisma.session.createMany({
      data: ids.map(({ sessionId: id, ...rest }, i) => {
        const { state, log } = played[i]!;
        if (state.status !== 'completed') throw new Error('A simulated session ends');
        return {
          ...{ id, ...rest, organisationId, assessmentId, version: log.length, answered: state.answers.length },
          ...{ theta: state.ability!.theta, thetaSd: state.ability!.sd, status: 'inProgress' as const },
          ...{
            stopReason: state.stopReason,
            startedAt: new Date(state.startedAt),
            deadlineAt: new Date(state.deadlineAt),
          },
        };
      }),
    });
    await prisma.event.createMany({
      data: ids.flatMap(({ sessionId: stream }, i) =>
        played[i]!.log.map(({ seq, type, payload, at }) => ({
          ...{ stream, seq, type, at: new Date(at) },
          payload: payload as unknown as Prisma.InputJsonValue,
        })),
      ),
    });
    await prisma.session.updateMany({
      where: { id: { in: ids.map(({ sessionId }) => sessionId) } },
      data: { status: 'completed', completedAt: new Date() },
    });
    return ids.map(({ sessionId }) => sessionId);
  };
  return { assessmentId, assessment, exams, play };
}

/** People from the norm group, skills correlated .3. */
export function people(count: number, seed: string): SimulatedPerson[] {
  const dice = seededRandom(seed);
  return Array.from({ length: count }, () => {
    const common = Math.sqrt(0.3) * normalDraw(dice);
    return { thetas: GRAPH.nodes.map(() => common + Math.sqrt(0.7) * normalDraw(dice)) };
  });
}

function playSession(exam: Exam, truths: ReadonlyMap<string, ItemParameters>, person: SimulatedPerson, seed: string) {
  const dice = seededRandom(`answers:${seed}`);
  let at = new Date('2026-03-01T09:00:00.000Z');
  let state: SessionState = NEW_SESSION;
  const log: Recorded<SessionEvent>[] = [];
  const apply = (events: readonly SessionEvent[]) => {
    const news = record(events, state.seq, at);
    log.push(...news);
    state = news.reduce(foldSession, state);
  };
  apply(startSession(state, exam, seed, at));
  while ((state as SessionState).status === 'inProgress') {
    const { open } = state as Extract<SessionState, { status: 'inProgress' }>;
    const { itemId, skillId, sealed, shown, position } = open;
    const skill = exam.graph.nodes.findIndex((node) => node.skillId === skillId);
    const knows = person.knows?.(itemId) ?? false;
    const right = knows || drawScore(truths.get(itemId)!, person.thetas[skill]!, dice.next()) === 1;
    at = new Date(at.getTime() + responseTime(dice, knows));
    if (shown.type !== 'singleChoice' || sealed.key.type !== 'singleChoice')
      throw new Error('The bank is single choice');
    const { keyId } = sealed.key;
    const wrong = shown.options.filter(({ id }) => id !== keyId);
    const optionId = right ? keyId : dice.pick(wrong).id;
    apply(submitResponse(state, { position, answer: { type: 'singleChoice', optionId } }, exam, at));
  }
  return { state, log };
}

const responseTime = (dice: Random, knows: boolean) =>
  Math.round(Math.exp(Math.log(knows ? 6_000 : 30_000) + 0.5 * normalDraw(dice)));
