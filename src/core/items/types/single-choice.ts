import { presentationOrder } from '../presentation-order';
import { assertOffered, lettered, optionOnly, optionProblems, stemOnly } from './choice';
import type { ItemType } from './item-type';

/** One of four options is right: 1 point for it, 0 for another. Numbers are shown in order of size, others shuffled. */
export const singleChoice: ItemType<'singleChoice'> = {
  type: 'singleChoice',
  validate: ({ options, keyId }) => {
    const problems = optionProblems(options, { least: 4, most: 4 });
    const keys = options.filter(({ id }) => id === keyId).length;
    if (keys !== 1) problems.push(`The key ${keyId} names ${keys} options instead of 1.`);
    return problems;
  },
  present: (content, random) => {
    const { shown, letterOf } = lettered(presentationOrder(content, random));
    return {
      shown: { type: 'singleChoice', ...stemOnly(content), options: shown },
      key: { type: 'singleChoice', keyId: letterOf.get(content.keyId)! },
    };
  },
  shownOnly: (shown) => ({ type: 'singleChoice', ...stemOnly(shown), options: shown.options.map(optionOnly) }),
  maxPoints: () => 1,
  check: ({ options }, { optionId }) => {
    assertOffered(options, [optionId]);
    return { type: 'singleChoice', optionId };
  },
  score: ({ keyId }, { optionId }) => (optionId === keyId ? 1 : 0),
  keyAnswer: ({ keyId }) => ({ type: 'singleChoice', optionId: keyId }),
};
