/**
 * Voluntary questions after a session. Their answers serve aggregated fairness figures alone; no view of a person reads
 * them. Not answering is an answer nobody stores.
 */
export const DEMOGRAPHIC_QUESTIONS = {
  gender: ['woman', 'man', 'nonBinary'],
  age: ['under40', 'from40'],
  language: ['firstLanguage', 'otherLanguage'],
} as const satisfies Record<string, readonly string[]>;

export type DemographicQuestion = keyof typeof DEMOGRAPHIC_QUESTIONS;
export type DemographicAnswers = {
  readonly [Q in DemographicQuestion]?: (typeof DEMOGRAPHIC_QUESTIONS)[Q][number] | undefined;
};
