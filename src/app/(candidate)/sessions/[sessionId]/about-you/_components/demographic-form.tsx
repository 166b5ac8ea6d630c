'use client';

import { useState } from 'react';
import { Button } from '@/components/button';
import { LinkButton } from '@/components/link-button';
import { Notice } from '@/components/notice';
import { OptionCard, RadioGroup } from '@/components/radio-group';
import type { DemographicAnswers, DemographicQuestion } from '@/core/assessment/demographics';
import { api } from '@/trpc/react';
import { strings } from '../_strings';

const QUESTIONS = Object.keys(strings.questions) as DemographicQuestion[];

/** Three questions, none of them needed; a choice can be taken back before it is sent. */
export function DemographicForm({ sessionId }: { sessionId: string }) {
  const [answers, setAnswers] = useState<Partial<Record<DemographicQuestion, string>>>({});
  const send = api.session.answerDemographics.useMutation();
  if (send.isSuccess) {
    return (
      <Notice
        tone="positive"
        live="polite"
        action={
          <LinkButton href="/portal" size="small">
            {strings.back}
          </LinkButton>
        }
      >
        {strings.done}
      </Notice>
    );
  }
  const isEmpty = Object.values(answers).every((answer) => answer === undefined);
  return (
    <form
      className="flex max-w-xl flex-col gap-8"
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate({ sessionId, answers: answers as DemographicAnswers });
      }}
    >
      {QUESTIONS.map((question) => (
        <div key={question} className="flex flex-col items-start gap-2">
          <RadioGroup
            className="w-full"
            legend={strings.questions[question].legend}
            value={answers[question] ?? null}
            onValueChange={(value) => setAnswers({ ...answers, [question]: value })}
          >
            {Object.entries(strings.questions[question].answers).map(([value, label]) => (
              <OptionCard key={value} value={value} label={label} />
            ))}
          </RadioGroup>
          {answers[question] !== undefined && (
            <Button size="small" variant="quiet" onClick={() => setAnswers({ ...answers, [question]: undefined })}>
              {strings.clear}
            </Button>
          )}
        </div>
      ))}
      {send.isError && (
        <Notice tone="negative" live="polite" title={strings.failed}>
          {send.error.message}
        </Notice>
      )}
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="primary" busy={send.isPending} busyLabel={strings.busy} disabled={isEmpty}>
          {strings.save}
        </Button>
        <LinkButton href="/portal" variant="quiet">
          {strings.skip}
        </LinkButton>
      </div>
    </form>
  );
}
