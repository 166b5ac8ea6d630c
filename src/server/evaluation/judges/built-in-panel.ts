import type { Judge } from '@/core/evaluation/judge';
import { createBuiltInJudge } from './built-in-judge';
import { consistencyJudge } from './consistency-judge';
import { contentJudge } from './content-judge';
import { nameJudge } from './name-judge';
import { numberJudge } from './number-judge';

/** The panel that needs no key and no network. A new built-in judge is one file beside these and one word here. */
export const BUILT_IN_PANEL: readonly Judge[] = [contentJudge, numberJudge, nameJudge, consistencyJudge].map(
  createBuiltInJudge,
);
