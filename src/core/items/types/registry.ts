import { DomainError } from '@/core/errors';
import type { ItemAnswer } from '../answer';
import type { ItemContent, ItemTypeName } from '../item';
import { type Random, seededRandom } from '../random';
import { codeReading } from './code-reading';
import { freeText } from './free-text';
import type { ItemKey, ItemType, ShownItem } from './item-type';
import { matching } from './matching';
import { multipleResponse } from './multiple-response';
import { numeric } from './numeric';
import { ordering } from './ordering';
import { shortText } from './short-text';
import { singleChoice } from './single-choice';

/** All item types. A new one is listed here and is then validated, presented, answered and scored everywhere. */
export const ITEM_TYPES: { readonly [T in ItemTypeName]: ItemType<T> } = {
  singleChoice,
  multipleResponse,
  numeric,
  ordering,
  matching,
  shortText,
  codeReading,
  freeText,
};

/** A type seen through the union: each function below hands it values whose `type` it was found by. */
type AnyItemType = {
  validate(content: ItemContent): string[];
  present(content: ItemContent, random: Random): { readonly shown: ShownItem; readonly key: ItemKey };
  shownOnly(shown: ShownItem): ShownItem;
  maxPoints(key: ItemKey): number;
  check(shown: ShownItem, answer: ItemAnswer): ItemAnswer;
  score(key: ItemKey, answer: ItemAnswer): number | null;
  keyAnswer(key: ItemKey): ItemAnswer;
};

function typeOf(type: ItemTypeName): AnyItemType {
  const found = ITEM_TYPES[type] as AnyItemType | undefined;
  if (!found) throw new DomainError('invalid_input', `There is no item type ${type}.`);
  return found;
}

export const typeProblems = (content: ItemContent) => typeOf(content.type).validate(content);
export const presentContent = (content: ItemContent, random: Random) => typeOf(content.type).present(content, random);
export const shownOnly = (shown: ShownItem): ShownItem => typeOf(shown.type).shownOnly(shown);
export const maxPointsOf = (key: ItemKey): number => typeOf(key.type).maxPoints(key);
/** Most points an item of sound content can bring, however it is shown. */
export const maxPointsOfContent = (content: ItemContent): number =>
  maxPointsOf(presentContent(content, seededRandom('points')).key);
export const keyAnswerOf = (key: ItemKey): ItemAnswer => typeOf(key.type).keyAnswer(key);

/**
 * The answer in canonical form, if the item takes it.
 * @throws DomainError `answer_malformed` for an answer of another type; else as the type says.
 */
export function checkAnswer(shown: ShownItem, answer: ItemAnswer): ItemAnswer {
  if (answer.type !== shown.type)
    throw new DomainError('answer_malformed', `A ${shown.type} item does not take a ${answer.type} answer.`);
  return typeOf(shown.type).check(shown, answer);
}

/** What a checked answer earns; `points` and `correct` are null while someone still has to read it. */
export type ScoredAnswer = {
  readonly points: number | null;
  readonly maxPoints: number;
  readonly correct: boolean | null;
};

export function scoreAnswer(key: ItemKey, answer: ItemAnswer): ScoredAnswer {
  const type = typeOf(key.type);
  const maxPoints = type.maxPoints(key);
  const points = type.score(key, answer);
  return { points, maxPoints, correct: points === null ? null : points === maxPoints };
}
