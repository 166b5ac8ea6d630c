'use client';

import { useState } from 'react';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { type Column, DataTable } from '@/components/data-table';
import { durationWords } from '@/components/format-duration';
import { formatNumber, formatPercent } from '@/components/format-number';
import { ShowMore } from '@/components/show-more';
import { Status } from '@/components/status';
import { useMore } from '@/components/use-more';
import type { BankHealthOutput } from '@/protocol/bank-health';
import { strings } from '../_strings';
import { OverruleForm } from './overrule-form';

const words = strings.items;
type Item = BankHealthOutput['items'][number];
type Figure = Item['p'];
type Filter = keyof typeof words.filters;

const TONE = {
  draft: 'neutral',
  review: 'neutral',
  pilot: 'accent',
  operational: 'positive',
  quarantined: 'caution',
  retired: 'unknown',
} as const satisfies Record<Item['status'], string>;

const PASSES: Record<Filter, (item: Item) => boolean> = {
  all: () => true,
  pilot: ({ status }) => status === 'pilot',
  quarantined: ({ status }) => status === 'quarantined',
  answered: ({ responses }) => responses > 0,
};

/** Figure and interval, or the reason as a tooltip-free word below a dash. */
function Cell({ figure, format = formatNumber }: { figure: Figure; format?: (value: number) => string }) {
  if (figure.value === null) return <span className="text-muted">{figure.n === 0 ? '–' : figure.reason}</span>;
  return (
    <span className="inline-flex flex-col">
      {format(figure.value)}
      {figure.interval && (
        <span className="text-muted text-sm">
          {format(figure.interval.low)} to {format(figure.interval.high)}
        </span>
      )}
      {figure.noInterval && <span className="text-muted text-sm">{figure.noInterval}</span>}
    </span>
  );
}

function Standing({ item }: { item: Item }) {
  const missing = item.checks.filter(({ met }) => !met);
  return (
    <span className="inline-flex flex-col items-start max-md:items-end">
      <Status tone={TONE[item.status]} label={words.statuses[item.status]} />
      <span className="text-muted text-sm">
        {item.isAnchor
          ? words.anchor
          : item.calibration?.method === 'marginalLikelihood'
            ? words.calibrated(item.calibration.responses)
            : words.provisional}
      </span>
      {missing.length > 0 && (
        <span className="text-muted text-sm">
          {words.missing}: {missing.map(({ condition }) => words.checks[condition]).join('; ')}
        </span>
      )}
    </span>
  );
}

/** Figures of every item, each with its n and interval or the reason why there is none. */
export function ItemTable({ items, mayDecide }: { items: readonly Item[]; mayDecide: boolean }) {
  const [filter, setFilter] = useState<Filter>(items.some(PASSES.answered) ? 'answered' : 'all');
  const [deciding, setDeciding] = useState<Item | null>(null);
  const { shown, left, more } = useMore(items.filter(PASSES[filter]), filter);
  const columns: Column<Item>[] = [
    {
      id: 'item',
      header: words.columns.item,
      cell: ({ itemId, skillId, options }) => (
        <span className="inline-flex flex-col">
          <span className="break-all">{itemId}</span>
          <span className="font-normal text-muted text-sm">{skillId}</span>
          {options.length > 0 && (
            <span className="font-normal text-muted text-sm">
              {words.options}: {options.map(({ id, share }) => `${id} ${formatPercent(share)}`).join(', ')}
            </span>
          )}
        </span>
      ),
    },
    { id: 'status', header: words.columns.status, cell: (item) => <Standing item={item} /> },
    { id: 'n', header: words.columns.n, align: 'end', cell: ({ responses }) => responses },
    { id: 'p', header: words.columns.p, align: 'end', cell: ({ p }) => <Cell figure={p} /> },
    {
      id: 'difficulty',
      header: words.columns.difficulty,
      align: 'end',
      cell: ({ difficulty }) => <Cell figure={difficulty} />,
    },
    {
      id: 'correlation',
      header: words.columns.correlation,
      align: 'end',
      cell: ({ correlation }) => <Cell figure={correlation} />,
    },
    {
      id: 'time',
      header: words.columns.time,
      align: 'end',
      cell: ({ timeMs }) => <Cell figure={timeMs} format={durationWords} />,
    },
    {
      id: 'exposure',
      header: words.columns.exposure,
      align: 'end',
      cell: ({ exposure }) => <Cell figure={exposure} format={formatPercent} />,
    },
  ];
  if (mayDecide)
    columns.push({
      id: 'action',
      header: words.columns.action,
      cell: (item) =>
        item.status === 'retired' ? null : (
          <Button size="small" aria-label={strings.overrule.open(item.itemId)} onClick={() => setDeciding(item)}>
            {words.columns.action}
          </Button>
        ),
    });
  return (
    <Card title={words.title} description={words.text} padding="flush" className="print:break-inside-auto">
      <fieldset className="flex flex-wrap gap-2 px-4 pb-4 sm:px-6 print:hidden">
        <legend className="sr-only">{words.filter}</legend>
        {(Object.keys(words.filters) as Filter[]).map((name) => (
          <Button
            key={name}
            size="small"
            variant={name === filter ? 'primary' : 'secondary'}
            aria-pressed={name === filter}
            onClick={() => setFilter(name)}
          >
            {words.filters[name]} ({items.filter(PASSES[name]).length})
          </Button>
        ))}
      </fieldset>
      {deciding && <OverruleForm key={deciding.itemId} item={deciding} onClose={() => setDeciding(null)} />}
      <DataTable
        caption={words.title}
        hideCaption
        columns={columns}
        rows={shown}
        rowKey={({ itemId, itemVersion }) => `${itemId}@${itemVersion}`}
        empty={words.none}
      />
      <ShowMore left={left} onMore={more} />
    </Card>
  );
}
