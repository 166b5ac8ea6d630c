import { DomainError } from '@/core/errors';
import { presentationOrder } from '../presentation-order';
import { assertDistinct, assertOffered, lettered, optionOnly, optionProblems, stemOnly } from './choice';
import type { ItemType } from './item-type';

/**
 * Several options are right. A point for each right one chosen, less one for each wrong one, not below 0 (QTI 3 calls this
 * mapping with a lower bound). The stem says that several may be right, and not how many.
 */
export const multipleResponse: ItemType<'multipleResponse'> = {
  type: 'multipleResponse',
  validate: ({ options, keyIds }) => {
    const problems = optionProblems(options, { least: 4, most: 8 });
    const ids = new Set(options.map(({ id }) => id));
    if (keyIds.length === 0) problems.push('There is no key.');
    if (new Set(keyIds).size !== keyIds.length) problems.push('A key stands twice.');
    for (const id of keyIds) if (!ids.has(id)) problems.push(`The key ${id} names no option.`);
    if (keyIds.length >= options.length) problems.push('Every option is a key.');
    return problems;
  },
  present: (content, random) => {
    const { shown, letterOf } = lettered(presentationOrder(content, random));
    return {
      shown: { type: 'multipleResponse', ...stemOnly(content), options: shown },
      key: { type: 'multipleResponse', keyIds: content.keyIds.map((id) => letterOf.get(id)!).toSorted() },
    };
  },
  shownOnly: (shown) => ({ type: 'multipleResponse', ...stemOnly(shown), options: shown.options.map(optionOnly) }),
  maxPoints: ({ keyIds }) => keyIds.length,
  check: ({ options }, { optionIds }) => {
    if (optionIds.length === 0) throw new DomainError('answer_malformed', 'No option is chosen.');
    assertOffered(options, optionIds);
    assertDistinct(optionIds);
    return { type: 'multipleResponse', optionIds: optionIds.toSorted() };
  },
  score: ({ keyIds }, { optionIds }) => {
    const right = optionIds.filter((id) => keyIds.includes(id)).length;
    return Math.max(0, right - (optionIds.length - right));
  },
  keyAnswer: ({ keyIds }) => ({ type: 'multipleResponse', optionIds: keyIds }),
};
