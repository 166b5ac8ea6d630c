import { Card } from '@/components/card';
import { type Column, DataTable } from '@/components/data-table';
import { formatPercent } from '@/components/format-number';
import { IntervalBar } from '@/components/interval-bar';
import { Status } from '@/components/status';
import type { Tone } from '@/components/tone';
import type { ReportedSkill, SessionReport } from '@/core/assessment/session-report';
import { SCALE } from '../../../../../_components/ability-bar';
import { strings } from '../../_strings';

const words = strings.report.skills;

const TONE = {
  aboveCut: 'positive',
  nearCut: 'accent',
  belowCut: 'caution',
  insufficientEvidence: 'unknown',
} as const satisfies Record<ReportedSkill['label'], Exclude<Tone, 'neutral'>>;

/** Theta units to points of the scale. */
const points = (sd: number) => Math.round(sd * 100);
const whole = (value: number) => String(Math.round(value));

const COLUMNS: readonly Column<ReportedSkill>[] = [
  { id: 'skill', header: words.columns.skill, cell: (skill) => skill.name },
  { id: 'weight', header: words.columns.weight, align: 'end', cell: (skill) => formatPercent(skill.weight) },
  { id: 'items', header: words.columns.items, align: 'end', cell: (skill) => skill.scoredItems },
  {
    id: 'joint',
    header: words.columns.joint,
    align: 'end',
    cell: (skill) => (skill.score.value === null ? '–' : points(skill.score.sd)),
  },
  {
    id: 'own',
    header: words.columns.own,
    align: 'end',
    cell: (skill) => (skill.scoredItems === 0 ? '–' : points(skill.ownSd)),
  },
];

/** A bar and a word for every skill; a skill without enough evidence gets no point, but the reason. */
export function SkillScores({ report }: { report: SessionReport }) {
  if (report.answered === 0) return null;
  return (
    <>
      <Card title={words.title} className="print:break-inside-auto">
        <ul className="flex flex-col gap-6">
          {report.skills.map((skill) => (
            <li key={skill.skillId} className="print:break-inside-avoid">
              <SkillBar skill={skill} />
            </li>
          ))}
        </ul>
      </Card>
      <Card title={words.table} description={words.explain} padding="flush">
        <DataTable
          caption={words.table}
          hideCaption
          narrow="scroll"
          columns={COLUMNS}
          rows={report.skills}
          rowKey={(skill) => skill.skillId}
        />
      </Card>
    </>
  );
}

function SkillBar({ skill }: { skill: ReportedSkill }) {
  const { score, label, name, scoredItems } = skill;
  const placed = score.value !== null && label !== 'insufficientEvidence' ? score : null;
  return (
    <>
      <IntervalBar
        label={name}
        point={placed?.value ?? null}
        low={placed?.low}
        high={placed?.high}
        min={SCALE.min}
        max={SCALE.max}
        level={'90\u00a0%'}
        format={whole}
        tone={TONE[label]}
        {...(skill.cutScore !== undefined && {
          reference: { value: skill.cutScore, label: words.cut(skill.cutScore) },
        })}
        reason={score.value === null ? undefined : words.tooLittle(scoredItems, points(score.sd))}
      />
      {placed && <Status tone={TONE[label]} label={words.labels[label]} />}
    </>
  );
}
