import Link from 'next/link';
import { Card } from '@/components/card';
import { formatPercent } from '@/components/format-number';
import { GrowingList } from '@/components/growing-list';
import { Notice } from '@/components/notice';
import type { ResultsOutput } from '@/protocol/report';
import { AbilityBar, abilityWords } from '../../../_components/ability-bar';
import { strings } from '../_strings';

const words = strings.ranking;

/** Groups of people in rank order; within a group names are sorted, because the results say nothing about their order. */
export function RankingList({ assessmentId, results }: { assessmentId: string; results: ResultsOutput }) {
  const starts = results.groups.map((_, index) =>
    results.groups.slice(0, index).reduce((sum, group) => sum + group.length, 1),
  );
  return (
    <Card title={words.title} description={words.text} padding="flush" className="print:break-inside-auto">
      <GrowingList className="divide-y border-t">
        {results.groups.map((group, index) => {
          const first = group[0]!;
          const byName = group.toSorted((x, y) => x.name.localeCompare(y.name));
          return (
            <li key={first.sessionId} className="px-4 py-5 sm:px-6 print:break-inside-avoid">
              <h3 className="font-medium">{words.group(starts[index]!, group.length)}</h3>
              <ul
                className={`mt-3 grid gap-x-8 gap-y-5 lg:grid-cols-2 ${group.length > 1 ? 'border-border-strong border-l-4 pl-4' : ''}`}
              >
                {byName.map(({ sessionId, name, theta, sd }) => (
                  <li key={sessionId} className="min-w-0">
                    <p className="flex flex-wrap items-center justify-between gap-x-4">
                      <Link
                        href={`/assessments/${assessmentId}/sessions/${sessionId}/report`}
                        aria-label={words.report(name)}
                        className="inline-flex min-h-11 items-center underline"
                      >
                        {name}
                      </Link>
                      <span aria-hidden className="figures text-muted">
                        {abilityWords({ theta, sd })}
                      </span>
                    </p>
                    <AbilityBar label={name} hideLabel ability={{ theta, sd }} />
                  </li>
                ))}
              </ul>
              {first.aboveNext !== null && (
                <p className="figures mt-3 text-muted">{words.above(formatPercent(first.aboveNext), first.name)}</p>
              )}
            </li>
          );
        })}
      </GrowingList>
      {results.unscored > 0 && (
        <Notice tone="unknown" className="m-4 sm:m-6">
          {words.unscored(results.unscored)}
        </Notice>
      )}
    </Card>
  );
}
