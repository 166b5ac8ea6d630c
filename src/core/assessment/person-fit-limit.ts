import { seededRandom } from '@/core/items/random';
import { simulationSteps } from '@/core/psychometrics/simulation';
import type { Exam } from './exam';

/** Honest sessions played: the limit is the fifth lowest fit. Between 1 and 4 % of honest people then fall below it. */
const PEOPLE = 200;

/**
 * What an exam's honest sessions fall below in 2.3 % of cases, the share of a normal distribution below -2: simulated
 * people (abilities from the prior, answers from the model) take whole sessions under the exam's own rules on its own bank.
 * Bootstrapping the answers of one person with the items held fixed would not do: an adaptive session's items follow its
 * answers, and for such sessions l_z* is not N(0, 1) (van Krimpen-Stoop & Meijer 1999). Null where sessions are too short.
 * The same exam always has the same limit. A generator, so that a caller can breathe between people.
 */
export function* personFitLimit({ engine, rules }: Pick<Exam, 'engine' | 'rules'>): Generator<number, number | null> {
  const { exposureCap } = rules;
  const { personFitFlag } = yield* simulationSteps(engine, seededRandom('person fit'), { people: PEOPLE, exposureCap });
  return personFitFlag;
}
