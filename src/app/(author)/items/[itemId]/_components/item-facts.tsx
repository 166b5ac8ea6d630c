import { Card } from '@/components/card';
import { Facts } from '@/components/facts';
import { durationWords } from '@/components/format-duration';
import { formatNumber } from '@/components/format-number';
import type { ItemOutput } from '@/protocol/bank';
import { strings } from '../../_strings';

const words = strings.item.facts;

/** The parameters with their uncertainty and what they rest on. */
export function ItemFacts({ item: { shown, calibration } }: { item: ItemOutput }) {
  const { parameters, fromRevision, untilRevision, enemies, citations } = shown;
  const sd = Math.sqrt(parameters.difficultyVariance);
  return (
    <Card>
      <Facts
        facts={[
          { term: words.skill, value: shown.skillId },
          { term: words.difficulty, value: words.plusMinus(formatNumber(parameters.difficulty), formatNumber(sd)) },
          { term: words.discrimination, value: formatNumber(parameters.discrimination) },
          { term: words.guessing, value: formatNumber(parameters.guessing) },
          { term: words.upper, value: formatNumber(parameters.upperAsymptote) },
          {
            term: words.answers,
            value: calibration
              ? words.calibrated(calibration.responses, calibration.method, calibration.revision)
              : words.noAnswers,
          },
          { term: words.time, value: durationWords(shown.expectedTimeMs) },
          {
            term: words.revision,
            value:
              fromRevision === null ? words.notPublished : strings.item.versions.since(fromRevision, untilRevision),
          },
          { term: words.enemies, value: enemies.join(', ') || words.none },
          {
            term: words.sources,
            value:
              citations.length === 0
                ? words.none
                : citations.map(({ title, quote, url }) => (
                    <p key={`${title}-${quote}`} className="wrap-anywhere">
                      {url ? (
                        <a href={url} rel="noreferrer nofollow" className="text-link">
                          {title}
                        </a>
                      ) : (
                        title
                      )}
                      : “{quote}”
                    </p>
                  )),
          },
        ]}
      />
    </Card>
  );
}
