import { turnBefore } from '@/core/interview/turn';
import type { Item } from '@/core/items/item';
import { seededRandom } from '@/core/items/random';
import { type AbilityPosterior, skillSd } from '@/core/psychometrics/ability';
import type { NextStep } from '@/core/psychometrics/adaptive-engine';
import { drawEligible } from '@/core/psychometrics/exposure-control';
import { responseGain } from '@/core/psychometrics/item-gain';
import { itemDeadline } from './clock';
import { type ExposureSnapshot, encodeFlags, exposureOfPool, hasFlag } from './eligibility';
import { type Exam, presentItem } from './exam';
import { drawPilot } from './pilot';
import type { SessionEvent, StopReason } from './session-event';
import { type GivenAnswer, scoredItems } from './session-report';

export type AnswerSoFar = GivenAnswer & { readonly predictedSuccess: number };

/** What choosing an item needs to know of a session. */
export type Course = {
  readonly seed: string;
  readonly eligible: string | null;
  readonly deadlineAt: string;
  readonly multiplier: number;
  readonly plannedItems: number;
  readonly pilotSlots: readonly number[];
  /** Number of the last presentation, 0 before the first. */
  readonly lastPosition: number;
  readonly answers: readonly AnswerSoFar[];
  /** Seen and not answered: they count as given, and wait. */
  readonly setAside: readonly { readonly itemId: string; readonly predictedSuccess: number }[];
  /** Seen and taken away; they never come back. */
  readonly withdrawn: readonly string[];
  /** Seen in earlier sessions. */
  readonly seenBefore: readonly string[];
};

type Presented = Extract<SessionEvent, { type: 'itemPresented' }>;

/**
 * What follows: an item, perhaps with a word of the interviewer, or the reason why there is none. `previousSkill` is the
 * skill of the item before, for what the interviewer says; null to say nothing.
 */
export function presentNext(
  exam: Exam,
  course: Course,
  now: Date,
  posterior: AbilityPosterior | undefined,
  previousSkill: string | null,
): { readonly kind: 'item'; readonly events: SessionEvent[] } | { readonly kind: 'stop'; readonly reason: StopReason } {
  const next = nextStep(exam, course, posterior, Date.parse(course.deadlineAt) - now.getTime());
  if (next.kind === 'stop') return next;
  const position = course.lastPosition + 1;
  const tryout = course.pilotSlots.includes(position) ? nextPilot(exam, course, position) : null;
  const presented = tryout
    ? presentationOf(exam, course, now, tryout, position, {
        predictedSuccess: predictPilot(exam, tryout, posterior ?? exam.engine.estimate([])),
        pilot: true,
      })
    : presentationOf(exam, course, now, exam.engine.pool.items[next.index]!, position, {
        predictedSuccess: next.predictedSuccess,
      });
  const nameOf = (skillId: string) => exam.graph.nodes.find((node) => node.skillId === skillId)?.name ?? skillId;
  const turn =
    previousSkill &&
    turnBefore({
      answered: course.answers.length,
      plannedItems: course.plannedItems,
      previousSkill: nameOf(previousSkill),
      nextSkill: nameOf(presented.payload.skillId),
    });
  return { kind: 'item', events: turn ? [{ type: 'interviewerSpoke', payload: turn }, presented] : [presented] };
}

/** The items exposure control lets into a session, drawn from its seed; null when there is no cap. */
export function eligibleItems(exam: Exam, seed: string, snapshot: ExposureSnapshot): string | null {
  const { engine, rules } = exam;
  if (rules.exposureCap === null) return null;
  const exposure = exposureOfPool(engine.pool, snapshot);
  const dice = seededRandom(`eligible:${seed}`);
  return encodeFlags(drawEligible(engine.pool, engine.content, exposure, rules.exposureCap, dice));
}

function nextStep(
  exam: Exam,
  { seed, eligible, answers, setAside, withdrawn, seenBefore, multiplier }: Course,
  ability: AbilityPosterior | undefined,
  remainingTimeMs: number,
): NextStep {
  const counting = answers.filter(({ pilot }) => !pilot);
  const pilots = answers.filter(({ pilot }) => pilot).map(({ itemId }) => itemId);
  // Dice thrown anew for each place: the choice can be replayed from the seed and the answers alone.
  const dice = seededRandom(`choice:${seed}:${counting.length + setAside.length + withdrawn.length}`);
  const waiting = setAside.map(({ itemId }) => itemId).filter((id) => exam.engine.pool.indexOf.has(id));
  const state = {
    responses: scoredItems(exam, answers),
    unscored: [...counting.flatMap(({ itemId, points }) => (points === null ? [itemId] : [])), ...waiting],
    predictions: [...counting, ...setAside].map(({ predictedSuccess }) => predictedSuccess),
    alsoSeen: [
      ...withdrawn,
      ...seenBefore,
      ...pilots.flatMap((id) => [id, ...(exam.pilots.items.find((item) => item.id === id)?.enemies ?? [])]),
    ],
    remainingTimeMs,
    timeMultiplier: multiplier,
  };
  return exam.engine.next(
    {
      ...state,
      ...(ability && { ability }),
      ...(eligible !== null && { eligible: (index) => hasFlag(eligible, index) }),
    },
    dice,
  );
}

function nextPilot(exam: Exam, course: Course, position: number): Item | null {
  const seen = new Set([
    ...[...course.answers, ...course.setAside].map(({ itemId }) => itemId),
    ...course.withdrawn,
    ...course.seenBefore,
  ]);
  return drawPilot(exam.pilots, seen, seededRandom(`pilot:${course.seed}:${position}`));
}

/** How likely a correct response to an item outside the pool is, as the engine would say it. */
function predictPilot(exam: Exam, item: Item, posterior: AbilityPosterior): number {
  const skill = exam.graph.nodes.findIndex((node) => node.skillId === item.skillId);
  const gain = { share: 0, success: 0 };
  responseGain(item.parameters, posterior.mean[skill]!, skillSd(posterior, skill), gain);
  return gain.success;
}

function presentationOf(
  exam: Exam,
  { seed, multiplier }: Course,
  now: Date,
  item: Item,
  position: number,
  rest: { predictedSuccess: number; pilot?: true },
): Presented {
  const variantSeed = `${seed}:${position}`;
  const deadlineAt = itemDeadline(exam.rules, multiplier, now.getTime());
  return {
    type: 'itemPresented',
    payload: {
      position,
      itemId: item.id,
      itemVersion: item.version,
      variantSeed,
      skillId: item.skillId,
      ...rest,
      ...(deadlineAt !== null && { deadlineAt }),
      ...presentItem(exam, item, variantSeed),
    },
  };
}
