'use client';

import { useState } from 'react';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { classNames } from '@/components/class-names';
import { type Column, DataTable } from '@/components/data-table';
import { Status } from '@/components/status';
import type { Tone } from '@/components/tone';
import { IMPORT_OUTCOMES, type ImportOutcome, type ImportReport, type ImportRow } from '@/protocol/exchange';
import { strings } from '../_strings';

const words = strings.table;
const PAGE = 50;

const TONES: Record<ImportOutcome, Tone> = {
  new: 'positive',
  changed: 'accent',
  unchanged: 'neutral',
  refused: 'negative',
};

const COLUMNS: readonly Column<ImportRow>[] = [
  {
    id: 'item',
    header: words.columns.item,
    cell: ({ itemId, title, path, line }) => (
      <span className="flex min-w-0 max-w-prose flex-col gap-0.5 md:min-w-48">
        <span className="font-medium wrap-anywhere">
          {title || itemId || path || (line !== null && words.line(line))}
        </span>
        <span className="font-normal text-muted wrap-anywhere">
          {[itemId, path, line !== null && words.line(line)].filter(Boolean).join(', ')}
        </span>
      </span>
    ),
  },
  {
    id: 'outcome',
    header: words.columns.outcome,
    cell: ({ outcome, version }) => (
      <span className="flex flex-col whitespace-nowrap">
        <Status tone={TONES[outcome]} label={strings.outcomes[outcome]} />
        {version !== null && <span className="figures text-muted">{words.version(version)}</span>}
      </span>
    ),
  },
  { id: 'detail', header: words.columns.detail, cell: (row) => <Detail row={row} /> },
];

/** The items of a file, a page of them at a time, those that need a decision first. */
export function ImportRows({ rows, counts }: Pick<ImportReport, 'rows' | 'counts'>) {
  const [only, setOnly] = useState<ImportOutcome | null>(null);
  const [shown, setShown] = useState(PAGE);
  const chosen = only === null ? rows : rows.filter(({ outcome }) => outcome === only);
  const choose = (outcome: ImportOutcome | null) => {
    setOnly(outcome);
    setShown(PAGE);
  };
  return (
    <div className="flex flex-col gap-4">
      <fieldset className="flex flex-wrap gap-2">
        <legend className="sr-only">{strings.filters.label}</legend>
        <Filter label={strings.filters.all} count={rows.length} isOn={only === null} onPress={() => choose(null)} />
        {IMPORT_OUTCOMES.map((outcome) => (
          <Filter
            key={outcome}
            label={strings.outcomes[outcome]}
            count={counts[outcome]}
            isOn={only === outcome}
            onPress={() => choose(outcome)}
          />
        ))}
      </fieldset>
      <Card padding="flush" className="[&>div]:mt-0">
        <DataTable
          caption={words.caption}
          hideCaption
          columns={COLUMNS}
          rows={chosen.slice(0, shown)}
          rowKey={(row) => `${row.itemId}:${row.line}:${row.path}`}
          empty={<p className="px-6 py-8 text-muted">{strings.noneHere}</p>}
        />
      </Card>
      {chosen.length > shown && (
        <Button className="self-center" onClick={() => setShown(shown + PAGE * 4)}>
          {words.more(chosen.length - shown)}
        </Button>
      )}
    </div>
  );
}

type FilterProps = { label: string; count: number; isOn: boolean; onPress: () => void };

function Filter({ label, count, isOn, onPress }: FilterProps) {
  return (
    <button
      type="button"
      aria-pressed={isOn}
      onClick={onPress}
      className={classNames(
        'inline-flex min-h-11 items-center gap-2 rounded-md border px-4 transition-colors',
        isOn ? 'border-accent bg-accent-soft font-medium' : 'border-border-strong hover:border-accent',
      )}
    >
      {label}
      <span className="figures text-muted">{count}</span>
    </button>
  );
}

function Detail({ row: { problem, differences, notes } }: { row: ImportRow }) {
  return (
    <span className="flex min-w-0 max-w-prose flex-col gap-1 max-md:text-left">
      {problem && (
        <span className="wrap-anywhere">
          {problem.sentence} <span className="text-muted">{problem.detail}</span>
        </span>
      )}
      {notes.length > 0 && (
        <span className="text-muted wrap-anywhere">
          {strings.notes.item}: {notes.join('; ')}
        </span>
      )}
      {differences.length > 0 && (
        <details>
          <summary className="min-h-6 cursor-pointer">
            {words.differences(differences.length)}: {differences.map(({ field }) => field).join(', ')}
          </summary>
          <dl className="mt-2 flex flex-col gap-3">
            {differences.map(({ field, before, after }) => (
              <div key={field} className="flex flex-col gap-1 border-border-strong border-l-2 pl-3">
                <dt className="font-medium">{field}</dt>
                <dd className="whitespace-pre-wrap wrap-anywhere">
                  <span className="text-muted">{words.before}: </span>
                  {before || words.blank}
                </dd>
                <dd className="whitespace-pre-wrap wrap-anywhere">
                  <span className="text-muted">{words.after}: </span>
                  {after || words.blank}
                </dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </span>
  );
}
