import { Card } from '@/components/card';
import { type Column, DataTable } from '@/components/data-table';
import { Facts } from '@/components/facts';
import { durationWords } from '@/components/format-duration';
import { formatNumber, formatPercent } from '@/components/format-number';
import { Instant } from '@/components/instant';
import { Status } from '@/components/status';
import type { ReportAnalysisOutput } from '@/protocol/report';
import { strings } from '../_strings';

type Signal = ReportAnalysisOutput['signals'][number];

/** How the answers came about, where the result stands among others, and what the page noticed. */
export function Signs({ analysis }: { analysis: ReportAnalysisOutput }) {
  return (
    <>
      <AnswerSigns analysis={analysis} />
      <Percentiles percentiles={analysis.percentiles} />
      <Signals signals={analysis.signals} />
    </>
  );
}

function AnswerSigns({ analysis }: { analysis: ReportAnalysisOutput }) {
  const words = strings.signs;
  const { personFit, effort, parameters, pilots } = analysis;
  const flagged = (text: string) => (
    <>
      <Status tone="caution" label={words.flag} /> {text}
    </>
  );
  const { lzStar } = personFit;
  return (
    <Card title={words.title} description={words.text}>
      <Facts
        facts={[
          {
            term: words.fit,
            value:
              lzStar.value === null ? (
                lzStar.reason
              ) : (
                <>
                  {formatNumber(lzStar.value)} (n = {lzStar.n}).{' '}
                  {personFit.flagged ? flagged(words.fitFlag) : words.fitFine}{' '}
                  {words.fitLimit(formatNumber(personFit.flagBelow))}
                </>
              ),
          },
          {
            term: words.effort,
            value:
              effort.rapidShare.value === null ? (
                effort.rapidShare.reason
              ) : (
                <>
                  {formatPercent(effort.rapidShare.value)} (n = {effort.rapidShare.n}).{' '}
                  {effort.lowEffort ? flagged(words.effortFlag) : words.effortFine(effort.rapid)}
                </>
              ),
          },
          {
            term: words.parameters,
            value: words.provisional(parameters.provisional, parameters.calibrated + parameters.provisional),
          },
          ...(analysis.pilots > 0 ? [{ term: words.pilots, value: words.pilotCount(pilots) }] : []),
        ]}
      />
    </Card>
  );
}

function Percentiles({ percentiles }: Pick<ReportAnalysisOutput, 'percentiles'>) {
  const words = strings.percentile;
  return (
    <Card title={words.title}>
      {percentiles.length === 0 && <p>{words.none}</p>}
      <ul className="flex flex-col gap-2">
        {percentiles.map(({ name, createdAt, percentile }) => (
          <li key={`${name} ${createdAt}`} className="figures">
            {percentile.value === null
              ? words.provisional(name, percentile.n)
              : words.text(
                  formatPercent(percentile.value),
                  rangeOf(percentile),
                  name,
                  percentile.n,
                  createdAt.slice(0, 10),
                )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

type Percentile = Extract<ReportAnalysisOutput['percentiles'][number]['percentile'], { value: number }>;

function rangeOf({ interval, noInterval = '' }: Percentile): string {
  if (!interval) return noInterval;
  return strings.percentile.range(
    formatPercent(interval.level),
    formatPercent(interval.low),
    formatPercent(interval.high),
  );
}

const SHOWN = 5;

const COLUMNS: readonly Column<Signal>[] = [
  { id: 'kind', header: strings.signals.columns.kind, cell: ({ kind }) => strings.signals.kinds[kind] },
  { id: 'count', header: strings.signals.columns.count, align: 'end', cell: ({ count }) => count },
  {
    id: 'total',
    header: strings.signals.columns.total,
    align: 'end',
    cell: ({ totalMs }) => (totalMs === null ? '–' : durationWords(totalMs)),
  },
  {
    id: 'at',
    header: strings.signals.columns.at,
    cell: ({ at }) => (
      <span className="flex flex-col">
        {at.slice(0, SHOWN).map((instant) => (
          <Instant key={instant} value={new Date(instant)} />
        ))}
        {at.length > SHOWN && <span className="text-muted">{strings.signals.more(at.length - SHOWN)}</span>}
      </span>
    ),
  },
];

function Signals({ signals }: { signals: readonly Signal[] }) {
  const words = strings.signals;
  return (
    <Card title={words.title} description={words.text} padding={signals.length > 0 ? 'flush' : 'normal'}>
      {signals.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <DataTable
          caption={words.title}
          hideCaption
          columns={COLUMNS}
          rows={signals}
          rowKey={(signal) => signal.kind}
        />
      )}
    </Card>
  );
}
