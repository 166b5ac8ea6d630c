import type { RunWishes } from '@/protocol/evaluation';

/** The choices of the form as it holds them: numbers as typed. */
export type Wishes = {
  rubricId: string;
  rule: RunWishes['rule'];
  rival: string;
  useModel: boolean;
  repeats: string;
  maxTokens: string;
  maxCost: string;
  collectionIds: readonly string[];
};

export const NO_WISHES: Wishes = {
  rubricId: 'factuality',
  rule: 'mean',
  rival: '',
  useModel: true,
  repeats: '1',
  maxTokens: '',
  maxCost: '',
  collectionIds: [],
};

/** What is sent. An empty field is no limit; a limit that is no number is none of ours to guess: it is left to the browser's check. */
export function configurationOf(wishes: Wishes): RunWishes {
  const limit = (text: string) => (text.trim() === '' || !(Number(text) > 0) ? null : Number(text));
  const [maxTokens, maxCost] = [limit(wishes.maxTokens), limit(wishes.maxCost)];
  return {
    rubricId: wishes.rubricId,
    rule: wishes.rule,
    repeats: Math.min(5, Math.max(1, Math.round(Number(wishes.repeats)) || 1)),
    judgeIds: null,
    useModel: wishes.useModel,
    budget: maxTokens === null && maxCost === null ? null : { maxTokens, maxCost },
    collectionIds: [...wishes.collectionIds],
    rival: wishes.rival.trim() === '' ? null : wishes.rival,
  };
}
