import type { CutScores, RuleSet, Rules } from '@/core/assessment/rules';
import type { ItemCriterion, Randomisation } from '@/core/psychometrics/item-selection';
import type { Priority, SkillGraph } from '@/core/skills/skill-graph';

/** How items are chosen and counted, as it is typed. An empty cut score means none. */
export type MeasurementForm = {
  readonly ruleSet: RuleSet;
  readonly criterion: ItemCriterion;
  readonly randomisation: Randomisation;
  readonly exposure: Exposure;
  readonly compositeCut: string;
  readonly skillCuts: Readonly<Record<string, string>>;
  readonly budgets: Readonly<Record<Priority, string>>;
};

export const EXPOSURES = ['none', 'quarter', 'strict'] as const;
export type Exposure = (typeof EXPOSURES)[number];
export type MeasurementField = 'compositeCut' | 'skillCuts' | 'budgets';

const CAP = { none: null, quarter: 0.25, strict: 0.15 } as const satisfies Record<Exposure, number | null>;
const number = (text: string) => (text.trim() === '' ? Number.NaN : Number(text));

export const measurementAsTyped = (rules: Rules): MeasurementForm => ({
  ruleSet: rules.ruleSet,
  criterion: rules.criterion,
  randomisation: rules.randomisation,
  exposure: EXPOSURES.find((name) => CAP[name] === rules.exposureCap) ?? 'quarter',
  compositeCut: rules.cutScores.composite === null ? '' : String(rules.cutScores.composite),
  skillCuts: Object.fromEntries(Object.entries(rules.cutScores.skills).map(([id, cut]) => [id, String(cut)])),
  budgets: {
    H: String(rules.plainBudgets.H),
    M: String(rules.plainBudgets.M),
    L: String(rules.plainBudgets.L),
  },
});

export const measurementRules = (form: MeasurementForm, graph: SkillGraph, stored: Rules) =>
  ({
    ruleSet: form.ruleSet,
    criterion: form.criterion,
    randomisation: form.randomisation,
    exposureCap: keptCap(form.exposure, stored.exposureCap),
    cutScores: cutScores(form, graph),
    plainBudgets: { H: number(form.budgets.H), M: number(form.budgets.M), L: number(form.budgets.L) },
  }) satisfies Partial<Rules>;

/** A cap between the offered ones, set by other means, stays while its choice is not changed. */
function keptCap(exposure: Exposure, stored: number | null): number | null {
  const isOffered = EXPOSURES.some((name) => CAP[name] === stored);
  return exposure === 'quarter' && !isOffered ? stored : CAP[exposure];
}

/** Cuts of skills that are no longer in the graph are dropped. */
function cutScores({ compositeCut, skillCuts }: MeasurementForm, graph: SkillGraph): CutScores {
  return {
    composite: compositeCut.trim() === '' ? null : number(compositeCut),
    skills: Object.fromEntries(
      graph.nodes.flatMap(({ skillId }) => {
        const text = skillCuts[skillId] ?? '';
        return text.trim() === '' ? [] : [[skillId, number(text)]];
      }),
    ),
  };
}
