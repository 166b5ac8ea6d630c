import { DEFAULT_RULES, type FeedbackMode, type Rules, settleRules, validateRules } from '@/core/assessment/rules';
import { isDomainError } from '@/core/errors';
import { plainLength } from '@/core/psychometrics/plain-rules';
import type { SkillGraph } from '@/core/skills/skill-graph';
import { type AssessmentDraftInput, type AssessmentOutput, MAX_JOB_DESCRIPTION } from '@/protocol/assessment';
import { strings } from './_strings';
import { type ConductField, type ConductForm, conductAsTyped, conductRules, RULE_OF_FIELD } from './conduct-form';
import { type MeasurementField, type MeasurementForm, measurementAsTyped, measurementRules } from './measurement-form';

/** What the form holds: numbers as they are typed, instants as ISO text or null. */
export type DraftForm = {
  readonly title: string;
  readonly jobDescription: string;
  readonly graph: SkillGraph;
  readonly minutes: string;
  readonly minItems: string;
  readonly maxItems: string;
  readonly feedbackMode: FeedbackMode;
  readonly pilotPercent: string;
  /** The rules as they were, for those that have no field of their own. */
  readonly rules: Rules;
  readonly opensAt: string | null;
  readonly closesAt: string | null;
} & ConductForm &
  MeasurementForm;

export type DraftField =
  | 'jobDescription'
  | 'skills'
  | 'title'
  | 'minutes'
  | 'minItems'
  | 'maxItems'
  | 'pilotPercent'
  | 'opensAt'
  | 'closesAt'
  | ConductField
  | MeasurementField;
export type DraftErrors = Partial<Record<DraftField | 'form', string>>;

const MINUTE_MS = 60_000;
const MAX_TITLE = 200;

const rulesAsTyped = (rules: Rules) => ({
  minutes: String(rules.timeLimitMs / MINUTE_MS),
  minItems: String(rules.minItems),
  maxItems: String(rules.maxItems),
  feedbackMode: rules.feedbackMode,
  pilotPercent: String(Math.round(rules.pilotShare * 100)),
  rules,
  ...conductAsTyped(rules),
  ...measurementAsTyped(rules),
});

export const EMPTY_DRAFT: DraftForm = {
  title: '',
  jobDescription: '',
  graph: { nodes: [], edges: [] },
  ...rulesAsTyped(DEFAULT_RULES),
  opensAt: null,
  closesAt: null,
};

export function draftFormOf(assessment: AssessmentOutput): DraftForm {
  const { title, jobDescription, graph, rules, opensAt, closesAt } = assessment;
  return { title, jobDescription, graph, ...rulesAsTyped(rules), opensAt, closesAt };
}

const typedNumber = (text: string) => (text.trim() === '' ? Number.NaN : Number(text));

export function draftInput(form: DraftForm): AssessmentDraftInput {
  const { title, jobDescription, graph, feedbackMode, opensAt, closesAt } = form;
  return {
    title: title.trim(),
    jobDescription: jobDescription.trim(),
    graph: { nodes: [...graph.nodes], edges: [...graph.edges] },
    rules: {
      ...form.rules,
      timeLimitMs: Math.round(typedNumber(form.minutes) * MINUTE_MS),
      minItems: typedNumber(form.minItems),
      maxItems: typedNumber(form.maxItems),
      feedbackMode,
      pilotShare: typedNumber(form.pilotPercent) / 100,
      ...conductRules(form),
      ...measurementRules(form, graph, form.rules),
      ...plainRules(form),
    },
    opensAt,
    closesAt,
  };
}

/** The length that the budgets of the plain rule set make, and no pilot items; nothing for the adaptive one. */
function plainRules(form: DraftForm): Partial<Pick<Rules, 'minItems' | 'maxItems' | 'pilotShare'>> {
  if (form.ruleSet === 'adaptive') return {};
  const items = plainLength(form.graph, measurementRules(form, form.graph, form.rules).plainBudgets);
  return { minItems: items, maxItems: items, pilotShare: 0 };
}

/** What the server would refuse, said beforehand and at its place; an empty object when there is nothing. */
export function checkDraft(form: DraftForm): DraftErrors {
  const { rules, title, jobDescription } = draftInput(form);
  const { timeLimitMs, minItems, maxItems, pilotShare } = rules;
  const errors: DraftErrors = {};
  const put = (field: DraftField, message: string | null) => {
    if (message !== null) errors[field] ??= message;
  };
  put('jobDescription', jobDescription.length > MAX_JOB_DESCRIPTION ? strings.errors.longDescription : null);
  put('skills', form.graph.nodes.length === 0 ? strings.errors.noSkills : null);
  put('title', title === '' ? strings.errors.noTitle : title.length > MAX_TITLE ? strings.errors.longTitle : null);
  put('minutes', refusalOf({ ...DEFAULT_RULES, timeLimitMs }));
  if (rules.ruleSet === 'plain') put('budgets', budgetRefusal(rules, form.graph));
  else {
    put('minItems', refusalOf({ ...DEFAULT_RULES, minItems, maxItems: 100 }));
    put('maxItems', refusalOf({ ...DEFAULT_RULES, minItems: 1, maxItems }));
    if (!errors.minItems) put('maxItems', refusalOf({ ...DEFAULT_RULES, minItems, maxItems }));
    put('pilotPercent', refusalOf({ ...DEFAULT_RULES, pilotShare }));
    const { composite, skills } = rules.cutScores;
    put('compositeCut', refusalOf({ ...DEFAULT_RULES, cutScores: { composite, skills: {} } }));
    put('skillCuts', refusalOf({ ...DEFAULT_RULES, cutScores: { composite: null, skills } }));
  }
  for (const [field, rule] of Object.entries(RULE_OF_FIELD) as [ConductField, keyof Rules][])
    put(field, refusalOf({ ...DEFAULT_RULES, timeLimitMs: 8 * 60 * MINUTE_MS, [rule]: rules[rule] }));
  if (!errors.minutes && !errors.itemSeconds)
    put('itemSeconds', refusalOf({ ...DEFAULT_RULES, timeLimitMs, itemTimeLimitMs: rules.itemTimeLimitMs }));
  const { feedbackMode, allowsReview, itemTimeLimitMs } = rules;
  if (!errors.itemSeconds)
    put(
      'allowsReview',
      refusalOf({ ...DEFAULT_RULES, timeLimitMs: 8 * 60 * MINUTE_MS, feedbackMode, allowsReview, itemTimeLimitMs }),
    );
  if (form.opensAt && form.closesAt && form.opensAt >= form.closesAt) put('closesAt', strings.errors.closesFirst);
  return errors;
}

const SIMULATED: readonly DraftField[] = [
  'skills',
  'minutes',
  'minItems',
  'maxItems',
  'pilotPercent',
  'compositeCut',
  'skillCuts',
  'budgets',
];

/** The part of the check that a simulation needs: skills and rules. */
export function checkForSimulation(form: DraftForm): DraftErrors {
  return Object.fromEntries(
    Object.entries(checkDraft(form)).filter(([field]) => SIMULATED.includes(field as DraftField)),
  );
}

function budgetRefusal({ plainBudgets }: Rules, graph: SkillGraph): string | null {
  const plain = { ...DEFAULT_RULES, ruleSet: 'plain', plainBudgets } as const;
  return refusalOf(plain) ?? refusalOf(plain, graph);
}

/** The domain's own sentence about a rule that cannot be. */
function refusalOf(rules: Rules, graph?: SkillGraph): string | null {
  try {
    validateRules(rules);
    if (graph) settleRules(rules, graph);
    return null;
  } catch (error) {
    if (isDomainError(error)) return error.message;
    throw error;
  }
}

/** Fields as messages of the server name them: "draft.rules.maxItems: ...". */
const FIELD_OF: readonly (readonly [RegExp, DraftField])[] = [
  [/^(draft\.)?title\b/, 'title'],
  [/^(draft\.)?jobDescription\b/, 'jobDescription'],
  [/^(draft\.)?graph\b/, 'skills'],
  [/^(draft\.)?rules\.timeLimitMs\b/, 'minutes'],
  [/^(draft\.)?rules\.minItems\b/, 'minItems'],
  [/^(draft\.)?rules\.maxItems\b/, 'maxItems'],
  [/^(draft\.)?rules\.pilotShare\b/, 'pilotPercent'],
  [/^(draft\.)?rules\.cutScores\.composite\b/, 'compositeCut'],
  [/^(draft\.)?rules\.cutScores\b/, 'skillCuts'],
  [/^(draft\.)?rules\.plainBudgets\b/, 'budgets'],
  ...(Object.entries(RULE_OF_FIELD) as [ConductField, string][]).map(
    ([field, rule]) => [new RegExp(`^(draft\\.)?rules\\.${rule}\\b`), field] as const,
  ),
  [/^(draft\.)?opensAt\b/, 'opensAt'],
  [/^(draft\.)?closesAt\b/, 'closesAt'],
];

/** Puts a refusal of the server where it belongs; what belongs nowhere stands above the save button. */
export function placeRefusal(code: string | null | undefined, message: string): DraftErrors {
  if (code === 'graph_invalid') return { skills: message };
  const field = FIELD_OF.find(([pattern]) => pattern.test(message))?.[1];
  if (!field) return { form: message };
  return { [field]: message.replace(/^[\w.]+: /, '') };
}
