import { Card } from '@/components/card';
import type { SessionReport } from '@/core/assessment/session-report';
import { AbilityBar, SCALE } from '../../../../../_components/ability-bar';
import { strings } from '../../_strings';

const words = strings.report.conclusion;

/** What a reader who stops here should know, and the scale it is read from. */
export function Conclusion({ name, report }: { name: string; report: SessionReport }) {
  const { composite, skills, cutScore } = report;
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
        <p className="font-medium text-xl">{conclusionOf(name, report)}</p>
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
            reference={
              cutScore === undefined
                ? { value: SCALE.reference, label: strings.report.scale.reference }
                : { value: cutScore, label: strings.report.scale.cut(cutScore) }
            }
          />
        </Card>
      )}
    </>
  );
}

/** Beside the cut score where the assessment sets one: that is what decides. */
function conclusionOf(name: string, { composite, cutScore }: SessionReport): string {
  if (composite.value === null) return composite.reason === 'noAnswers' ? words.none(name) : words.noScores(name);
  const level = cutScore ?? SCALE.reference;
  const levelWords = cutScore === undefined ? words.reference : words.cut(cutScore);
  if (composite.low > level) return words.above(name, levelWords);
  return composite.high < level ? words.below(name, levelWords) : words.unclear(name, levelWords);
}
