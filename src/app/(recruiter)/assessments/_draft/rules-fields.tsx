'use client';

import { Card } from '@/components/card';
import { Field } from '@/components/field';
import { OptionCard, RadioGroup } from '@/components/radio-group';
import { TextInput } from '@/components/text-input';
import type { FeedbackMode } from '@/core/assessment/rules';
import { strings } from './_strings';
import { ConductFields } from './conduct-fields';
import type { DraftErrors, DraftForm } from './draft-form';
import { MeasurementFields } from './measurement-fields';
import { ScheduleFields } from './schedule-fields';

const words = strings.rules;
const MODES = ['none', 'afterSession', 'full'] as const satisfies readonly FeedbackMode[];

export type RulesFieldsProps = {
  form: DraftForm;
  errors: DraftErrors;
  onChange: (part: Partial<DraftForm>) => void;
};

/** Title, time, length, feedback and schedule. */
export function RulesFields({ form, errors, onChange }: RulesFieldsProps) {
  // Under the plain rule set the length follows from the budgets, and nothing is tried out.
  const isAdaptive = form.ruleSet === 'adaptive';
  return (
    <>
      <Card title={words.title} description={words.hint}>
        <div className="flex max-w-3xl flex-col gap-6">
          <Field label={words.name} hint={words.nameHint} error={errors.title}>
            <TextInput
              name="title"
              autoComplete="off"
              value={form.title}
              onChange={(event) => onChange({ title: event.target.value })}
            />
          </Field>
          <div className="grid gap-6 sm:grid-cols-3">
            <NumberField
              name="minutes"
              label={words.minutes}
              hint={words.minutesHint}
              {...{ form, errors, onChange }}
            />
            {isAdaptive && (
              <>
                <NumberField
                  name="minItems"
                  label={words.minItems}
                  hint={words.minItemsHint}
                  {...{ form, errors, onChange }}
                />
                <NumberField
                  name="maxItems"
                  label={words.maxItems}
                  hint={words.maxItemsHint}
                  {...{ form, errors, onChange }}
                />
              </>
            )}
          </div>
          <RadioGroup
            legend={words.feedback}
            hint={words.feedbackHint}
            value={form.feedbackMode}
            onValueChange={(value) => onChange({ feedbackMode: value as FeedbackMode })}
          >
            {MODES.map((mode) => (
              <OptionCard key={mode} value={mode} label={words.modes[mode].label} hint={words.modes[mode].hint} />
            ))}
          </RadioGroup>
          {isAdaptive && (
            <div className="grid gap-6 sm:grid-cols-3">
              <NumberField
                name="pilotPercent"
                label={words.pilot}
                hint={words.pilotHint}
                {...{ form, errors, onChange }}
              />
            </div>
          )}
          <ScheduleFields form={form} errors={errors} onChange={onChange} />
        </div>
      </Card>
      <MeasurementFields form={form} errors={errors} onChange={onChange} />
      <ConductFields form={form} errors={errors} onChange={onChange} />
    </>
  );
}

type NumberFieldProps = RulesFieldsProps & {
  name: 'minutes' | 'minItems' | 'maxItems' | 'pilotPercent';
  label: string;
  hint: string;
};

function NumberField({ name, label, hint, form, errors, onChange }: NumberFieldProps) {
  return (
    <Field label={label} hint={hint} error={errors[name]} className="justify-end">
      <TextInput
        name={name}
        inputMode="numeric"
        autoComplete="off"
        className="figures"
        value={form[name]}
        onChange={(event) => onChange({ [name]: event.target.value })}
      />
    </Field>
  );
}
