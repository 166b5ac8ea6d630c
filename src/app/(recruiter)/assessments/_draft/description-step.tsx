'use client';

import { ScanText } from 'lucide-react';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Field } from '@/components/field';
import { Notice } from '@/components/notice';
import { TextArea } from '@/components/text-area';
import { MAX_JOB_DESCRIPTION } from '@/protocol/assessment';
import { strings } from './_strings';

const words = strings.description;

export type DescriptionStepProps = {
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
  reading: boolean;
  /** The text the marks belong to, or null when none was read. */
  readText: string | null;
  onRead: () => void;
};

/** Paste, and have the skills read from it; or leave it out. */
export function DescriptionStep({ value, onChange, error, reading, readText, onRead }: DescriptionStepProps) {
  const isStale = readText !== null && readText !== value.trim();
  return (
    <Card title={words.title} description={words.hint}>
      <Field label={words.label} optional hideLabel error={error}>
        <TextArea
          name="jobDescription"
          rows={8}
          limit={MAX_JOB_DESCRIPTION}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      </Field>
      <div className="mt-4 flex flex-wrap items-center gap-4">
        <Button
          icon={<ScanText aria-hidden className="size-4" />}
          variant={readText === null ? 'primary' : 'secondary'}
          busy={reading}
          busyLabel={words.reading}
          onClick={onRead}
        >
          {readText === null ? words.read : words.readAgain}
        </Button>
        <div role="status">{isStale && !reading && <p className="text-caution">{words.stale}</p>}</div>
      </div>
    </Card>
  );
}

export type RefusalNoticeProps = { title: string; children: string; action?: React.ReactNode };

/** A refusal that belongs to no single field. */
export function RefusalNotice({ title, children, action }: RefusalNoticeProps) {
  return (
    <Notice tone="negative" title={title} live="polite" action={action}>
      {children}
    </Notice>
  );
}
