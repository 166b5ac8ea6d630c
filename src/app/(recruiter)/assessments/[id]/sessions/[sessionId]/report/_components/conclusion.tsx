import { Card } from '@/components/card';
import type { ReportedScore, SessionReport } from '@/core/assessment/session-report';
import { AbilityBar, SCALE } from '../../../../../_components/ability-bar';
import { strings } from '../../_strings';

const words = strings.report.conclusion;

/** What a reader who stops here should know, and the scale it is read from. */
export function Conclusion({ name, report }: { name: string; report: SessionReport }) {
  const { composite, skills } = report;
  const named = (label: SessionReport['skills'][number]['label']) =>
    skills.filter((skill) => skill.label === label).map((skill) => skill.name);
  const parts = [
    { names: named('aboveCut'), say: words.strong },
    { names: named('belowCut'), say: words.weak },
    { names: named('insufficientEvidence'), say: words.insufficient },
  ].filter(({ names }) => names.length > 0);
  return (
    <>
      <div>
        <p className="font-medium text-xl">{conclusionOf(name, composite)}</p>
        {composite.value !== null && (
          <p className="figures mt-2 text-lg">
            {words.band(composite.value, composite.low, composite.high)}{' '}
            {parts.map(({ names, say }) => say(names.join(', '))).join(' ')}
          </p>
        )}
      </div>
      {composite.value !== null && (
        <Card title={strings.report.scale.title}>
          <AbilityBar
            label={strings.report.scale.label}
            ability={composite}
            ticks
            reference={{ value: SCALE.reference, label: strings.report.scale.reference }}
          />
        </Card>
      )}
    </>
  );
}

function conclusionOf(name: string, score: ReportedScore): string {
  if (score.value === null) return score.reason === 'noAnswers' ? words.none(name) : words.noScores(name);
  if (score.low > SCALE.reference) return words.above(name);
  return score.high < SCALE.reference ? words.below(name) : words.unclear(name);
}
