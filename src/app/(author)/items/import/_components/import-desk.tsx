'use client';

import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/button';
import { ErrorPanel } from '@/components/error-panel';
import { Field } from '@/components/field';
import { LinkButton } from '@/components/link-button';
import { Notice } from '@/components/notice';
import { Select } from '@/components/select';
import { LoadingRegion, Skeleton } from '@/components/skeleton';
import type { ImportReport } from '@/protocol/exchange';
import { useImport } from '../_hooks/use-import';
import { strings } from '../_strings';
import { FileChooser } from './file-chooser';
import { ImportRows } from './import-rows';
import { ImportTests } from './import-tests';

export type ImportDeskProps = { skills: readonly { skillId: string; name: string }[] };

/** Choose a file, see what it would change, import it. */
export function ImportDesk({ skills }: ImportDeskProps) {
  const { state, check, apply } = useImport();
  const [skill, setSkill] = useState('');
  const isBusy = state.step === 'checking' || state.step === 'applying';
  const file = state.step === 'choose' ? null : state.file;
  const chooseSkill = (chosen: string) => {
    setSkill(chosen);
    if (file && !isBusy) void check(file, chosen);
  };
  return (
    <div className="flex flex-col gap-8">
      <div className="grid items-start gap-6 lg:grid-cols-[2fr_1fr]">
        <FileChooser isBusy={isBusy} isAnother={file !== null} onFile={(chosen) => void check(chosen, skill)} />
        <Field label={strings.skill.label} hint={strings.skill.hint}>
          <Select
            value={skill}
            disabled={isBusy}
            onChange={(event) => chooseSkill(event.target.value)}
            options={[
              { value: '', label: strings.skill.none },
              ...skills.map(({ skillId, name }) => ({ value: skillId, label: name })),
            ]}
          />
        </Field>
      </div>
      <div aria-busy={isBusy}>
        {state.step === 'unfit' && (
          <Notice tone="negative" live="polite">
            {state.reason === 'empty' ? strings.choose.empty : strings.choose.tooLarge(megabytes(state.file.size))}
          </Notice>
        )}
        {state.step === 'checking' && <Checking name={state.file.name} />}
        {state.step === 'refused' && (
          <ErrorPanel
            title={strings.refused.title}
            kept={strings.refused.kept}
            next={strings.refused.next}
            reference={state.refusal.code}
          >
            <p className="wrap-anywhere">
              {state.refusal.sentence} {state.refusal.detail}
            </p>
            <p className="wrap-anywhere">{strings.place(state.refusal)}</p>
          </ErrorPanel>
        )}
        {state.step === 'failed' && (
          <ErrorPanel
            title={state.isConflict ? strings.failed.conflict : strings.failed.title}
            kept={strings.failed.kept}
            action={
              <Button onClick={() => void check(state.file, skill)}>
                {state.isConflict ? strings.failed.checkAgain : strings.failed.again}
              </Button>
            }
          >
            {state.isConflict ? strings.failed.conflictText : (state.message ?? strings.failed.text)}
          </ErrorPanel>
        )}
        {(state.step === 'checked' || state.step === 'applying') && (
          <Checked
            name={state.file.name}
            report={state.report}
            skills={skills}
            isApplying={state.step === 'applying'}
            onApply={() => void apply(state.file, state.report, skill)}
          />
        )}
        {state.step === 'applied' && <Applied report={state.report} skills={skills} />}
      </div>
    </div>
  );
}

function Checking({ name }: { name: string }) {
  return (
    <LoadingRegion label={strings.checking(name)}>
      <p className="mb-4 text-muted wrap-anywhere">{strings.checking(name)}</p>
      <Skeleton className="mb-4 h-11 w-72 max-w-full" />
      <Skeleton className="mb-2 h-16 w-full" />
      <Skeleton className="h-16 w-full" />
    </LoadingRegion>
  );
}

type CheckedProps = ImportDeskProps & { name: string; report: ImportReport; isApplying: boolean; onApply: () => void };

function Checked({ name, report, skills, isApplying, onApply }: CheckedProps) {
  const heading = useFocusOnAppear();
  const writes = report.counts.new + report.counts.changed;
  return (
    <section className="flex flex-col gap-4">
      <div className="flex flex-wrap items-end justify-between gap-4">
        <div className="min-w-0">
          <h2 ref={heading} tabIndex={-1} className="font-semibold text-xl outline-none wrap-anywhere">
            {strings.found(name, strings.formats[report.format])}
          </h2>
          <p role="status" className="figures text-muted">
            {strings.summary(report.counts)} {writes === 0 && strings.nothing}
          </p>
        </div>
        {writes > 0 && (
          <Button variant="primary" busy={isApplying} busyLabel={strings.applying} onClick={onApply}>
            {strings.apply(writes)}
          </Button>
        )}
      </div>
      <FileNotes report={report} />
      <ImportTests tests={report.tests} skills={skills} />
      <ImportRows rows={report.rows} counts={report.counts} />
    </section>
  );
}

function Applied({ report, skills }: ImportDeskProps & { report: ImportReport }) {
  const heading = useFocusOnAppear();
  const { counts } = report;
  const written = counts.new + counts.changed;
  return (
    <section className="flex flex-col gap-4">
      <h2 ref={heading} tabIndex={-1} className="font-semibold text-xl outline-none">
        {written === 0 ? strings.applied.none : strings.applied.title(written)}
      </h2>
      <Notice
        tone={written === 0 ? 'caution' : 'positive'}
        title={strings.summary(counts)}
        action={<LinkButton href="/items">{strings.applied.toItems}</LinkButton>}
      >
        {written > 0 && <p>{strings.applied.text}</p>}
        {counts.refused > 0 && <p>{strings.applied.refused(counts.refused)}</p>}
      </Notice>
      <FileNotes report={report} />
      <ImportTests tests={report.tests} skills={skills} />
      <ImportRows rows={report.rows} counts={counts} />
    </section>
  );
}

function FileNotes({ report: { notes } }: { report: ImportReport }) {
  if (notes.length === 0) return null;
  return (
    <Notice tone="caution" title={strings.notes.title}>
      <ul className="list-disc pl-5">
        {notes.map((note, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
          <li key={at} className="wrap-anywhere">
            {note.text} {strings.place(note)}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** What a press brought about is what the keyboard is at next. */
function useFocusOnAppear() {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return heading;
}

function megabytes(bytes: number): string {
  return `${(bytes / (1024 * 1024)).toFixed(1)} MB`;
}
