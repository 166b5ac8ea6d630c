import { DEFAULT_RULES, type Rules } from '@/core/assessment/rules';

/** The rules of conduct as they are typed: clocks, pauses, review, attempts. An empty text means "none" where that exists. */
export type ConductForm = {
  readonly itemSeconds: string;
  readonly idleMinutes: string;
  readonly outageMinutes: string;
  readonly pauses: string;
  readonly pauseMinutes: string;
  readonly attempts: string;
  readonly allowsReview: boolean;
  readonly onlyShortlisted: boolean;
  readonly applyUntil: string | null;
};

export const CONDUCT_NUMBERS = [
  'itemSeconds',
  'idleMinutes',
  'outageMinutes',
  'pauses',
  'pauseMinutes',
  'attempts',
] as const satisfies readonly (keyof ConductForm)[];

export type ConductNumber = (typeof CONDUCT_NUMBERS)[number];
export type ConductField = ConductNumber | 'allowsReview' | 'applyUntil';

type ConductRules = Omit<Rules, 'timeLimitMs' | 'minItems' | 'maxItems' | 'feedbackMode'>;

const MINUTE_MS = 60_000;
const typed = (ms: number | null, unitMs: number) => (ms === null ? '' : String(ms / unitMs));
const number = (text: string) => (text.trim() === '' ? Number.NaN : Number(text));
const length = (text: string, unitMs: number) => Math.round(number(text) * unitMs);
const optional = (text: string, unitMs: number) => (text.trim() === '' ? null : length(text, unitMs));

export const conductAsTyped = (rules: Rules): ConductForm => ({
  itemSeconds: typed(rules.itemTimeLimitMs, 1_000),
  idleMinutes: typed(rules.idleLimitMs, MINUTE_MS),
  outageMinutes: typed(rules.outageCreditMs, MINUTE_MS),
  pauses: String(rules.maxPauses),
  pauseMinutes: typed(rules.maxPauseMs, MINUTE_MS),
  attempts: String(rules.maxAttempts),
  allowsReview: rules.allowsReview,
  onlyShortlisted: rules.onlyShortlisted,
  applyUntil: rules.applyUntil,
});

export const conductRules = (form: ConductForm) =>
  ({
    itemTimeLimitMs: optional(form.itemSeconds, 1_000),
    idleLimitMs: optional(form.idleMinutes, MINUTE_MS),
    outageCreditMs: length(form.outageMinutes, MINUTE_MS),
    maxPauses: number(form.pauses),
    // Without pauses their length means nothing, and must not keep anyone from saving.
    maxPauseMs: number(form.pauses) === 0 ? DEFAULT_RULES.maxPauseMs : length(form.pauseMinutes, MINUTE_MS),
    maxAttempts: number(form.attempts),
    allowsReview: form.allowsReview,
    onlyShortlisted: form.onlyShortlisted,
    applyUntil: form.applyUntil,
  }) satisfies Partial<ConductRules>;

/** Each field with the rule it sets, for saying at its place what is wrong with it. */
export const RULE_OF_FIELD = {
  itemSeconds: 'itemTimeLimitMs',
  idleMinutes: 'idleLimitMs',
  outageMinutes: 'outageCreditMs',
  pauses: 'maxPauses',
  pauseMinutes: 'maxPauseMs',
  attempts: 'maxAttempts',
  allowsReview: 'allowsReview',
  applyUntil: 'applyUntil',
} as const satisfies Record<ConductField, keyof Rules>;
