import { FLAG_BELOW, personFit } from '@/core/psychometrics/person-fit';
import {
  analyseResponseTimes,
  expectedItemTime,
  type ItemTime,
  type TimedResponse,
} from '@/core/psychometrics/response-time';
import { measured, notMeasured, type Statistic } from '@/core/statistics/statistic';
import type { Exam } from './exam';
import { countedAnswers } from './grading';
import { foldSession, NEW_SESSION } from './session';
import type { Recorded, SessionEvent } from './session-event';
import { scoredItems } from './session-report';

/** What a report says beside the score. Signs to look at; none of them changes the score. */
export type SessionAnalysis = {
  readonly personFit: {
    readonly lzStar: Statistic;
    readonly flagged: boolean;
    /** Below this a session is flagged: what 2.3 % of honest sessions of this assessment fall below, or -2. */
    readonly flagBelow: number;
  };
  readonly effort: { readonly rapidShare: Statistic; readonly rapid: number; readonly lowEffort: boolean };
  /** What the parameters behind the scored answers rest on. */
  readonly parameters: { readonly calibrated: number; readonly provisional: number };
  readonly pilots: number;
};

/** Answers an item's own times must rest on before they replace its author's estimate. */
const LEAST_TIMES = 20;

/** What is known of an item beside its content: the log times of its answers, and whether its b is calibrated. */
export type KnownItem = { readonly time: ItemTime | null; readonly isCalibrated: boolean };

/** The time model of an item from the sums its tally keeps; null below 20 answers. */
export function itemTimeOf(tally: { n: number; logTime: number; logTimeSquared: number }): ItemTime | null {
  const { n, logTime, logTimeSquared } = tally;
  if (n < LEAST_TIMES) return null;
  const intensity = logTime / n;
  const variance = (logTimeSquared - n * intensity * intensity) / (n - 1);
  return { intensity, precision: 1 / Math.sqrt(Math.max(variance, 0.01)) };
}

/**
 * The analysis of a completed session; null while it is not over. It rests on the answers that count: not on those a
 * rescoring took out, and where an answer was changed on the last one. Response times are stored on the standard clock
 * already, so that extra time is not read as slowness nor a quick answer as haste, and none of it is in the result.
 * `fitLimit` is the exam's {@link personFitLimit}.
 */
export function analyseSession(
  exam: Exam,
  log: readonly Recorded<SessionEvent>[],
  known: (itemId: string, version: number) => KnownItem,
  fitLimit: number | null = null,
): SessionAnalysis | null {
  const state = log.reduce(foldSession, NEW_SESSION);
  if (state.status !== 'completed') return null;
  const { engine } = exam;
  const answers = countedAnswers(state);
  const responses = engine.scored(scoredItems(exam, answers));
  const flagBelow = fitLimit ?? FLAG_BELOW;
  const fit = personFit(responses, flagBelow);
  const itemOf = (itemId: string) => engine.pool.items[engine.pool.indexOf.get(itemId) ?? -1];
  const times = answers.flatMap(({ itemId, answer, pilot, responseTimeMs }): TimedResponse[] => {
    const item = itemOf(itemId);
    if (pilot || answer === null || !item) return [];
    const time = known(item.id, item.version).time ?? expectedItemTime(item.expectedTimeMs);
    return [{ itemId, timeMs: responseTimeMs, item: time }];
  });
  const effort = analyseResponseTimes(times);
  const calibrated = responses.filter(({ itemId }) => known(itemId, itemOf(itemId)!.version).isCalibrated).length;
  return {
    personFit:
      fit.status === 'measured'
        ? { lzStar: measured(fit.lzStar, fit.responses, 'l_z* (Snijders 2001)'), flagged: fit.flagged, flagBelow }
        : {
            lzStar: notMeasured('fewer than 15 scored items, or none that tells', fit.responses),
            flagged: false,
            flagBelow,
          },
    effort: effort
      ? {
          rapidShare: measured(effort.rapidShare, times.length, 'answers below a tenth of the item’s mean time'),
          rapid: effort.rapidItemIds.length,
          lowEffort: effort.lowEffort,
        }
      : { rapidShare: notMeasured('no answer'), rapid: 0, lowEffort: false },
    parameters: { calibrated, provisional: responses.length - calibrated },
    pilots: answers.filter(({ pilot }) => pilot).length,
  };
}
