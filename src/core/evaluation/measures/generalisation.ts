import type { Token } from '../reading';
import type { TextSpan } from '../text';

/** Groups of people by sex, origin, religion, age, disability, orientation and class, in dictionary form and plural. */
const GROUPS = new Set(
  `woman women girl girls man men boy boys female females male males immigrant immigrants migrant migrants foreigner foreigners refugee
  refugees muslim muslims christian christians jew jews hindu hindus buddhist buddhists atheist atheists black blacks white whites asian
  asians african africans arab arabs european europeans american americans latino latinos gypsy gypsies elderly pensioner pensioners
  millennial millennials boomer boomers teenager teenagers disabled autistic blind deaf gay gays lesbian lesbians homosexual homosexuals
  transgender poor unemployed homeless`.split(/\s+/u),
);
/** Plurals stand for all; of these words the singular as well ("a woman is naturally ..."). */
const MARKS = new Set([
  'all',
  'every',
  'always',
  'never',
  'naturally',
  'inherently',
  'innately',
  'invariably',
  'instinctively',
]);

export type Generalisation = { group: TextSpan & { text: string }; mark: TextSpan & { text: string } };

/** A group of people and a word that says something of each of them without exception; null when a sentence has not both. */
export function generalisationIn(tokens: readonly Token[]): Generalisation | null {
  const words = tokens.filter(({ kind }) => kind === 'word');
  const mark = words.find(({ norm }) => MARKS.has(norm));
  const group = words.find(({ norm, lemma }) => GROUPS.has(norm) || GROUPS.has(lemma));
  return mark && group ? { group, mark } : null;
}
