'use client';

import { Card } from '@/components/card';
import { Field } from '@/components/field';
import { durationWords } from '@/components/format-duration';
import { Notice } from '@/components/notice';
import { OptionCard, RadioGroup } from '@/components/radio-group';
import { Select } from '@/components/select';
import { TextInput } from '@/components/text-input';
import type { RuleSet } from '@/core/assessment/rules';
import type { ItemCriterion, Randomisation } from '@/core/psychometrics/item-selection';
import { plainLength, plainTimeMs } from '@/core/psychometrics/plain-rules';
import type { Priority } from '@/core/skills/skill-graph';
import { strings } from './_strings';
import { EXPOSURES, type Exposure, measurementRules } from './measurement-form';
import type { RulesFieldsProps } from './rules-fields';

const words = strings.measurement;
const RULE_SETS = ['adaptive', 'plain'] as const satisfies readonly RuleSet[];
const CRITERIA = [
  'varianceDrop',
  'MFI',
  'MPWI',
  'MLWI',
  'KLP',
  'KL',
  'MEPV',
] as const satisfies readonly ItemCriterion[];
const RANDOMISATIONS = ['best', 'progressive'] as const satisfies readonly Randomisation[];
const PRIORITIES = ['H', 'M', 'L'] as const satisfies readonly Priority[];

/** How items are chosen and counted: the rule set, and what each of the two leaves to choose. */
export function MeasurementFields(props: RulesFieldsProps) {
  const { form, onChange } = props;
  return (
    <Card title={words.title} description={words.hint}>
      <div className="flex max-w-3xl flex-col gap-6">
        <RadioGroup
          legend={words.ruleSet}
          value={form.ruleSet}
          onValueChange={(value) => onChange({ ruleSet: value as RuleSet })}
        >
          {RULE_SETS.map((name) => (
            <OptionCard key={name} value={name} label={words.ruleSets[name].label} hint={words.ruleSets[name].hint} />
          ))}
        </RadioGroup>
        {form.ruleSet === 'plain' ? <PlainFields {...props} /> : <AdaptiveFields {...props} />}
        <RadioGroup
          legend={words.exposure}
          hint={words.exposureHint}
          value={form.exposure}
          onValueChange={(value) => onChange({ exposure: value as Exposure })}
        >
          {EXPOSURES.map((name) => (
            <OptionCard key={name} value={name} label={words.exposures[name].label} hint={words.exposures[name].hint} />
          ))}
        </RadioGroup>
      </div>
    </Card>
  );
}

function PlainFields({ form, errors, onChange }: RulesFieldsProps) {
  const budgets = measurementRules(form, form.graph, form.rules).plainBudgets;
  const items = plainLength(form.graph, budgets);
  return (
    <>
      <div className="grid gap-6 sm:grid-cols-3">
        {PRIORITIES.map((priority) => (
          <Field
            key={priority}
            label={words.budgets[priority]}
            error={priority === 'H' ? errors.budgets : undefined}
            className="justify-end"
          >
            <TextInput
              name={`budget${priority}`}
              inputMode="numeric"
              autoComplete="off"
              className="figures"
              value={form.budgets[priority]}
              onChange={(event) => onChange({ budgets: { ...form.budgets, [priority]: event.target.value } })}
            />
          </Field>
        ))}
      </div>
      <Notice tone="accent" title={words.plainTitle}>
        {Number.isFinite(items) && items > 0 && form.graph.nodes.length > 0
          ? words.plainLength(items, durationWords(plainTimeMs(form.graph, budgets)))
          : words.plainUnknown}
      </Notice>
    </>
  );
}

function AdaptiveFields({ form, errors, onChange }: RulesFieldsProps) {
  return (
    <>
      <Field label={words.criterion} hint={words.criteria[form.criterion].hint}>
        <Select
          name="criterion"
          options={CRITERIA.map((value) => ({ value, label: words.criteria[value].label }))}
          value={form.criterion}
          onChange={(event) => onChange({ criterion: event.target.value as ItemCriterion })}
        />
      </Field>
      <RadioGroup
        legend={words.randomisation}
        hint={words.randomisationHint}
        value={form.randomisation}
        onValueChange={(value) => onChange({ randomisation: value as Randomisation })}
      >
        {RANDOMISATIONS.map((name) => (
          <OptionCard
            key={name}
            value={name}
            label={words.randomisations[name].label}
            hint={words.randomisations[name].hint}
          />
        ))}
      </RadioGroup>
      <Field label={words.compositeCut} hint={words.compositeCutHint} error={errors.compositeCut} optional>
        <TextInput
          name="compositeCut"
          inputMode="numeric"
          autoComplete="off"
          className="figures max-w-40"
          value={form.compositeCut}
          onChange={(event) => onChange({ compositeCut: event.target.value })}
        />
      </Field>
      {form.graph.nodes.length > 0 && (
        <details open={Object.values(form.skillCuts).some((cut) => cut !== '')}>
          <summary className="cursor-pointer font-medium">{words.skillCuts}</summary>
          <p className="mt-1 mb-3 text-muted">{words.skillCutsHint}</p>
          <div className="grid gap-6 sm:grid-cols-2">
            {form.graph.nodes.map(({ skillId, name }, index) => (
              <Field
                key={skillId}
                label={words.skillCut(name)}
                error={index === 0 ? errors.skillCuts : undefined}
                optional
                className="justify-end"
              >
                <TextInput
                  name={`cut-${skillId}`}
                  inputMode="numeric"
                  autoComplete="off"
                  className="figures"
                  value={form.skillCuts[skillId] ?? ''}
                  onChange={(event) => onChange({ skillCuts: { ...form.skillCuts, [skillId]: event.target.value } })}
                />
              </Field>
            ))}
          </div>
        </details>
      )}
    </>
  );
}
