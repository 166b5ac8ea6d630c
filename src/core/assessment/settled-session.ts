import type { ItemAnswer } from '@/core/items/answer';
import type { Item, ItemOption } from '@/core/items/item';
import type { ShownItem } from '@/core/items/types/item-type';
import { propagateResponses, skillSd } from '@/core/psychometrics/ability';
import type { AbilityEstimate } from '@/core/psychometrics/composite';
import { maximumScore } from '@/core/psychometrics/item-response';
import { expectedSuccess } from '@/core/psychometrics/item-tally';
import { leaveOneOut } from '@/core/psychometrics/leave-one-out';
import { hasFlag } from './eligibility';
import type { Exam } from './exam';
import { foldSession, NEW_SESSION } from './session';
import type { Recorded, SessionEvent } from './session-event';
import { scoredItems } from './session-report';

/** What one answer of a completed session says about its item. `ability` does not rest on this answer. */
export type SettledAnswer = {
  readonly position: number;
  readonly item: Item;
  readonly pilot: boolean;
  readonly points: number;
  readonly maxPoints: number;
  readonly ability: AbilityEstimate;
  readonly expected: number;
  readonly responseTimeMs: number;
  /** The chosen option by the item's own id; null when the item's options vary or are none. */
  readonly optionId: string | null;
  readonly at: string;
};

/** A session with its use of the bank: per pool item whether it was eligible and whether it was given. */
export type SettledSession = {
  readonly answers: readonly SettledAnswer[];
  readonly exposure: readonly { readonly itemId: string; readonly eligible: 0 | 1; readonly given: 0 | 1 }[];
};

/**
 * What the bank learns from a completed session, from its log and the exam it was taken with. Null while it is not over.
 * The ability behind each scored answer is its leave-one-out posterior; behind a pilot item's it is the whole posterior,
 * which that answer never entered. Answers whose score is awaited, and those without a usable posterior, are left out.
 */
export function settleSession(exam: Exam, log: readonly Recorded<SessionEvent>[]): SettledSession | null {
  const state = log.reduce(foldSession, NEW_SESSION);
  if (state.status !== 'completed') return null;
  const { engine, graph } = exam;
  const scored = engine.scored(scoredItems(exam, state.answers));
  const posterior = propagateResponses(engine.prior, scored, 10, 1e-6);
  const others = new Map(leaveOneOut(engine.prior, scored).map(({ response, ability }) => [response.itemId, ability]));
  const abilityOf = (itemId: string, skillId: string, pilot: boolean): AbilityEstimate | undefined => {
    if (!pilot) return others.get(itemId);
    const skill = graph.nodes.findIndex((node) => node.skillId === skillId);
    return skill < 0 ? undefined : { theta: posterior.mean[skill]!, sd: skillSd(posterior, skill) };
  };
  const itemOf = (itemId: string, pilot: boolean) =>
    pilot
      ? exam.pilots.items.find(({ id }) => id === itemId)
      : engine.pool.items[engine.pool.indexOf.get(itemId) ?? -1];

  const presented = new Map(
    log.flatMap((event) => (event.type === 'itemPresented' ? [[event.payload.position, event.payload] as const] : [])),
  );
  const responses = new Map(
    log.flatMap((event) => (event.type === 'responseScored' ? [[event.payload.position, event] as const] : [])),
  );
  const answers = state.answers.flatMap((answer): SettledAnswer[] => {
    const { position, itemId, skillId, pilot, points, maxPoints } = answer;
    const item = itemOf(itemId, pilot);
    const ability = abilityOf(itemId, skillId, pilot);
    const response = responses.get(position);
    if (!item || !ability || !response || points === null) return [];
    const most = maximumScore(item.parameters);
    return [
      {
        position,
        item,
        pilot,
        points: most === maxPoints ? points : points === maxPoints ? 1 : 0, // as scoring takes it, see scoredItems
        maxPoints: most,
        ability,
        expected: expectedSuccess(item.parameters, ability),
        responseTimeMs: response.payload.responseTimeMs,
        optionId: chosenOption(item, presented.get(position)!.shown, response.payload.answer),
        at: response.at,
      },
    ];
  });
  const given = new Set([...presented.values()].map(({ itemId }) => itemId));
  return {
    answers,
    exposure: engine.pool.items.map(({ id }, index) => ({
      itemId: id,
      eligible: state.eligible === null || hasFlag(state.eligible, index) ? 1 : 0,
      given: given.has(id) ? 1 : 0,
    })),
  };
}

/** The item's own id of the chosen option; a family's variants have options of their own each. */
function chosenOption({ source }: Item, shown: ShownItem, answer: ItemAnswer): string | null {
  if (source.kind !== 'written' || !('optionId' in answer) || !('options' in source.content) || !('options' in shown))
    return null;
  const chosen = shown.options.find(({ id }) => id === answer.optionId);
  const isSame = ({ text, media }: ItemOption) => text === chosen?.text && media?.mediaId === chosen.media?.mediaId;
  return source.content.options.find(isSame)?.id ?? null;
}
