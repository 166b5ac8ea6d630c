import type { Exam } from '@/core/assessment/exam';
import { examEngine } from '@/core/assessment/exam-engine';
import { pilotSlots } from '@/core/assessment/pilot';
import type { SealedItem } from '@/core/assessment/presented-item';
import { completeRules, type Rules } from '@/core/assessment/rules';
import { type Decision, foldSession, NEW_SESSION, type SessionState } from '@/core/assessment/session';
import type { Recorded, SessionEvent } from '@/core/assessment/session-event';
import { type Start, startSession } from '@/core/assessment/starting';
import type { ItemAnswer } from '@/core/items/answer';
import type { ContentOf, Item, ItemOption } from '@/core/items/item';
import { seededRandom } from '@/core/items/random';
import type { ShownItem } from '@/core/items/types/item-type';
import { compilePool } from '@/core/psychometrics/item-pool';
import { skillWeights } from '@/core/skills/skill-graph';
import { aBank, aSkillGraph } from '~test/core/psychometrics/builders';

export const T0 = new Date('2026-03-01T09:00:00.000Z');
export const RULES = completeRules({ timeLimitMs: 600_000, minItems: 2, maxItems: 6, feedbackMode: 'none' });

/** Four options whose key depends on the seed, and words that can be searched for when they must not appear. */
export function someContent(itemId: string, seed: string): ContentOf<'singleChoice'> {
  const key = seededRandom(`key:${seed}`).int(0, 3);
  return {
    type: 'singleChoice',
    stem: `Stem of ${itemId}`,
    options: ['w', 'x', 'y', 'z'].map((id) => ({ id, text: `Text ${id} of ${itemId}` })),
    keyId: 'wxyz'[key]!,
    explanation: `EXPLANATION of ${itemId}`,
    hint: `HINT for ${itemId}`,
  };
}

export function anExam(rules: Partial<Rules> = {}, skills = 3, pilots: readonly Item[] = []): Exam {
  const graph = aSkillGraph(skills, skills > 1 ? [[0, 1]] : [], ['H', 'M', 'L']);
  const all = { ...RULES, ...rules };
  const slots = pilotSlots(all.maxItems, all.pilotShare, pilots.length);
  const bank = aBank({ skills, items: 20 * skills, seed: 7 });
  return {
    rules: all,
    graph,
    weights: skillWeights(graph),
    bankRevision: 1,
    engine: examEngine(all, graph, compilePool(bank, graph), slots),
    pilots: { items: pilots, slots },
    contentOf: (item, seed) => someContent(item.id, seed),
  };
}

/** An answer to a single choice item. */
export const choice = (optionId: string): ItemAnswer => ({ type: 'singleChoice', optionId });

/** The letter of the key of a single choice presentation. */
export function keyIdOf({ key }: SealedItem): string {
  if (key.type !== 'singleChoice') throw new Error(`The key of a ${key.type} item is no option`);
  return key.keyId;
}

/** The options a single choice presentation offers. */
export function optionsOf(shown: ShownItem): readonly ItemOption[] {
  if (shown.type !== 'singleChoice') throw new Error(`A ${shown.type} item has no single choice`);
  return shown.options;
}

/** Events as the log would have them after `seq`. */
export function record(events: Decision, seq: number, at: Date): Recorded<SessionEvent>[] {
  return events.map((event, index) => ({ ...event, seq: seq + 1 + index, at: at.toISOString() }));
}

export const replay = (log: readonly Recorded<SessionEvent>[]): SessionState => log.reduce(foldSession, NEW_SESSION);

/** A session with its log, on which decisions are carried out as a service would. */
export function aSession(exam: Exam = anExam(), seed = 'seed', at = T0, start: Start = {}) {
  const log: Recorded<SessionEvent>[] = [];
  let state: SessionState = NEW_SESSION;
  const apply = (decision: Decision, when: Date = at): Recorded<SessionEvent>[] => {
    const recorded = record(decision, state.seq, when);
    log.push(...recorded);
    state = recorded.reduce(foldSession, state);
    return recorded;
  };
  apply(startSession(state, exam, seed, at, start));
  return {
    exam,
    log,
    apply,
    get state() {
      return state;
    },
    /** The session while it is in progress. */
    get open() {
      if (state.status !== 'inProgress') throw new Error(`The session is ${state.status}`);
      return state.open;
    },
  };
}
