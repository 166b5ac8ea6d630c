import { DomainError } from '@/core/errors';
import { welcomeTurn } from '@/core/interview/turn';
import { seededRandom } from '@/core/items/random';
import { instantOf, stretched } from './clock';
import type { ExposureSnapshot } from './eligibility';
import type { Exam } from './exam';
import { planPilots } from './pilot';
import { eligibleItems, presentNext } from './presenting';
import type { Decision, SessionState } from './session';
import type { SessionEvent } from './session-event';

/** What a session is started with beside its exam. */
export type Start = {
  /** How often the items were given lately; what it decides is part of the log. */
  readonly exposure?: ExposureSnapshot;
  /** Stretches every clock, see clock.ts. */
  readonly multiplier?: number;
  /** The device that starts it. */
  readonly writer?: string | null;
  /** Items that this person has seen in earlier sessions, of this assessment or another. */
  readonly seenBefore?: readonly string[];
};

/** Starts the clock and presents the first item. `seed` must be unguessable: it decides items, variants and orders. */
export function startSession(state: SessionState, exam: Exam, seed: string, now: Date, start: Start = {}): Decision {
  if (state.status !== 'created') throw new DomainError('conflict', 'The session has already been started.');
  const { exposure = new Map(), multiplier = 1, writer = null, seenBefore = [] } = start;
  const { rules, graph, weights } = exam;
  const eligible = eligibleItems(exam, seed, exposure);
  const deadlineAt = instantOf(now.getTime() + stretched(rules.timeLimitMs, multiplier));
  const pilotSlots =
    exam.pilots.slots > 0 ? planPilots(rules.maxItems, exam.pilots.slots, seededRandom(`pilots:${seed}`)) : [];
  const started: SessionEvent = {
    type: 'sessionStarted',
    payload: {
      seed,
      rules,
      skills: graph.nodes.map(({ skillId, name }, index) => ({ skillId, name, weight: weights[index]! })),
      bankRevision: exam.bankRevision,
      deadlineAt,
      plannedItems: rules.maxItems,
      ...(pilotSlots.length > 0 && { pilotSlots }),
      ...(eligible !== null && { eligible }),
      ...(multiplier !== 1 && { multiplier }),
      ...(writer !== null && { writer }),
      ...(seenBefore.length > 0 && { seenBefore }),
    },
  };
  const welcome: SessionEvent = { type: 'interviewerSpoke', payload: welcomeTurn(rules, graph) };
  const course = {
    seed,
    eligible,
    deadlineAt,
    multiplier,
    plannedItems: rules.maxItems,
    pilotSlots,
    lastPosition: 0,
    answers: [],
    setAside: [],
    withdrawn: [],
    seenBefore,
  };
  const next = presentNext(exam, course, now, undefined, null);
  if (next.kind === 'stop') {
    const reason =
      seenBefore.length > 0
        ? 'You have been shown every item there is for this assessment. Tell the organisation that invited you; nothing has started.'
        : 'There is no item for this assessment. Tell the organisation that invited you; nothing has started.';
    throw new DomainError('rules_unsatisfiable', reason);
  }
  return [started, welcome, ...next.events];
}
