import { Flag } from 'lucide-react';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Status } from '@/components/status';
import type { Tone } from '@/components/tone';
import { type CandidateView, type ItemEntry, type ItemStanding, itemEntries } from '@/core/assessment/candidate-view';
import { strings } from '../_strings';

const words = strings.overview;

const TONE = {
  open: 'accent',
  setAside: 'caution',
  answered: 'positive',
  withdrawn: 'unknown',
  missed: 'unknown',
} as const satisfies Record<ItemStanding, Tone>;

type OverviewProps = {
  view: CandidateView;
  /** Position of the item on the page, or null. */
  current: number | null;
  isClosed: boolean;
  onChoose: (position: number) => void;
};

/** Every item so far with where it stands, and the way back to those that can be answered. */
export function Overview({ view, current, isClosed, onChoose }: OverviewProps) {
  const entries = itemEntries(view);
  const waiting = entries.filter(({ standing }) => standing === 'setAside').length;
  const mayOpen = ({ standing }: ItemEntry) =>
    standing === 'open' || standing === 'setAside' || (standing === 'answered' && view.conduct.mayChangeAnswers);
  return (
    <Card
      title={view.isReviewing ? words.reviewTitle : words.title}
      description={view.isReviewing ? words.reviewText(waiting) : words.text(waiting)}
    >
      <ul className="flex flex-col divide-y">
        {entries.map((entry) => (
          <li key={entry.position} className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1 py-1">
            <span className="figures w-20">{strings.item(entry.position)}</span>
            <Status tone={TONE[entry.standing]} label={words.standing[entry.standing]} />
            {entry.isFlagged && (
              <span className="flex items-center gap-1">
                <Flag aria-hidden className="size-4" />
                {words.flagged}
              </span>
            )}
            {mayOpen(entry) && entry.position !== current && !isClosed && (
              <Button
                size="small"
                className="ml-auto"
                aria-label={words.goTo(entry.position)}
                onClick={() => onChoose(entry.position)}
              >
                {entry.standing === 'answered' ? words.change : words.answer}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
