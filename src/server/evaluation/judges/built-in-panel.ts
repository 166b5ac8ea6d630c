import type { Judge } from '@/core/evaluation/judge';
import type { Rubric } from '@/core/evaluation/rubric';
import { createBuiltInJudge } from './built-in-judge';
import { consistencyJudge } from './consistency-judge';
import { contentJudge } from './content-judge';
import { keyFactMeasure, keySentenceMeasure } from './measures/completeness';
import { generalisationMeasure, privateDataMeasure } from './measures/flags';
import { createMeasureJudge } from './measures/measure';
import { questionMeasure, topicMeasure } from './measures/relevance';
import { readabilityMeasure, repetitionMeasure } from './measures/style';
import { nameJudge } from './name-judge';
import { numberJudge } from './number-judge';

/** The panel for factuality that needs no key and no network. A new built-in judge is one file beside these and one word here. */
export const BUILT_IN_PANEL: readonly Judge[] = [contentJudge, numberJudge, nameJudge, consistencyJudge].map(
  createBuiltInJudge,
);

const MEASURES = [
  keySentenceMeasure,
  keyFactMeasure,
  topicMeasure,
  questionMeasure,
  readabilityMeasure,
  repetitionMeasure,
  privateDataMeasure,
  generalisationMeasure,
].map((measure) => ({ rubricId: measure.rubricId, judge: createMeasureJudge(measure) }));

export const MEASURE_JUDGES: readonly Judge[] = MEASURES.map(({ judge }) => judge);

/**
 * Who judges by this rubric without a model: those that count a part of what it asks, else the panel for factuality, which says of
 * another rubric that it needs a model.
 */
export function builtInPanelFor({ id }: Pick<Rubric, 'id'>): readonly Judge[] {
  const measures = MEASURES.filter(({ rubricId }) => rubricId === id).map(({ judge }) => judge);
  return measures.length > 0 ? measures : BUILT_IN_PANEL;
}
