import { DomainError } from '@/core/errors';
import { canonicalAnswer } from '../answer';
import { assertOffered, lettered, optionOnly, optionProblems, stemOnly } from './choice';
import type { ItemType } from './item-type';

/**
 * A target for each prompt; targets may be left over, and one may serve several prompts. A point for each prompt with its
 * own target. Prompts are numbered and targets lettered, both in shuffled order.
 */
export const matching: ItemType<'matching'> = {
  type: 'matching',
  validate: ({ prompts, targets, key }) => {
    const problems = [
      ...optionProblems(prompts, { least: 2, most: 8, noun: 'prompt' }),
      ...optionProblems(targets, { least: 2, noun: 'target' }),
    ];
    const offered = new Set(targets.map(({ id }) => id));
    for (const { id } of prompts) {
      const target = Object.hasOwn(key, id) ? key[id]! : undefined;
      if (target === undefined) problems.push(`The prompt ${id} has no target in the key.`);
      else if (!offered.has(target)) problems.push(`The key of prompt ${id} names no target.`);
    }
    const known = new Set(prompts.map(({ id }) => id));
    for (const id of Object.keys(key))
      if (!known.has(id)) problems.push(`The key names a prompt ${id} that is not there.`);
    return problems;
  },
  present: (content, random) => {
    const prompts = random.shuffle(content.prompts);
    const { shown: targets, letterOf } = lettered(random.shuffle(content.targets));
    const numbered = prompts.map((prompt, place) => optionOnly({ ...prompt, id: String(place + 1) }));
    const pairs = prompts.map(({ id }, place) => [String(place + 1), letterOf.get(content.key[id]!)!] as const);
    return {
      shown: { type: 'matching', ...stemOnly(content), prompts: numbered, targets },
      key: { type: 'matching', pairs: Object.fromEntries(pairs) },
    };
  },
  shownOnly: (shown) => ({
    type: 'matching',
    ...stemOnly(shown),
    prompts: shown.prompts.map(optionOnly),
    targets: shown.targets.map(optionOnly),
  }),
  maxPoints: ({ pairs }) => Object.keys(pairs).length,
  check: ({ prompts, targets }, answer) => {
    if (Object.keys(answer.pairs).length === 0) throw new DomainError('answer_malformed', 'No pair is chosen.');
    assertOffered(prompts, Object.keys(answer.pairs));
    assertOffered(targets, Object.values(answer.pairs));
    return canonicalAnswer(answer) as typeof answer;
  },
  score: (key, { pairs }) =>
    Object.entries(key.pairs).filter(([prompt, target]) => Object.hasOwn(pairs, prompt) && pairs[prompt] === target)
      .length,
  keyAnswer: ({ pairs }) => ({ type: 'matching', pairs }),
};
