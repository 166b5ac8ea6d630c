import { Card } from '@/components/card';
import { DataTable } from '@/components/data-table';
import { formatNumber, formatPercent } from '@/components/format-number';
import type { SessionReport } from '@/core/assessment/session-report';
import { strings } from '../../_strings';

const words = strings.report.plain;
const percentWords = (percent: number) => formatPercent(percent / 100);

/** Points and percentages of the plain rule set, said to be that; nothing under the adaptive one. */
export function PlainResult({ report: { plain, skills } }: { report: SessionReport }) {
  if (!plain) return null;
  const names = new Map(skills.map(({ skillId, name }) => [skillId, name]));
  return (
    <Card title={words.title} description={words.explain}>
      <p className="figures text-lg">
        {words.points(Number(formatNumber(plain.points, 1)), plain.possiblePoints)},{' '}
        {words.percent(percentWords(plain.percent))}.
      </p>
      <div className="mt-4 flex flex-col gap-6">
        <DataTable
          caption={words.columns.level}
          hideCaption
          narrow="scroll"
          columns={[
            { id: 'level', header: words.columns.level, cell: (level) => words.levels[level.priority] },
            { id: 'weight', header: words.columns.weight, align: 'end', cell: (level) => level.weight },
            { id: 'skills', header: words.columns.skills, align: 'end', cell: (level) => level.skills },
            {
              id: 'percent',
              header: words.columns.percent,
              align: 'end',
              cell: (level) => percentWords(level.percent),
            },
          ]}
          rows={plain.levels}
          rowKey={(level) => level.priority}
        />
        <DataTable
          caption={words.skillColumns.skill}
          hideCaption
          narrow="scroll"
          columns={[
            {
              id: 'skill',
              header: words.skillColumns.skill,
              cell: (skill) => names.get(skill.skillId) ?? skill.skillId,
            },
            { id: 'answered', header: words.skillColumns.answered, align: 'end', cell: (skill) => skill.answered },
            { id: 'budget', header: words.skillColumns.budget, align: 'end', cell: (skill) => skill.budget },
            {
              id: 'percent',
              header: words.skillColumns.percent,
              align: 'end',
              cell: (skill) => percentWords(skill.percent),
            },
          ]}
          rows={plain.skills}
          rowKey={(skill) => skill.skillId}
        />
      </div>
    </Card>
  );
}
