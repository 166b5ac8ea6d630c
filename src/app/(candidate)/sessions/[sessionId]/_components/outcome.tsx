import { useEffect, useRef, useState } from 'react';
import { Card } from '@/components/card';
import { formatCount } from '@/components/format-number';
import { IntervalBar } from '@/components/interval-bar';
import { LinkButton } from '@/components/link-button';
import { awaitedCount, type CandidateView } from '@/core/assessment/candidate-view';
import type { SessionFeedback } from '@/core/assessment/session-event';
import { strings } from '../_strings';

const words = strings.outcome;
const SCALE = { min: 200, max: 800 };
const TICKS = [200, 350, 500, 650, 800].map((value) => ({ value, label: String(value) }));

/** The end: thanks, why it ended, and as much of the result as the assessment discloses. */
export function Outcome({ sessionId, view }: { sessionId: string; view: CandidateView }) {
  const { answered, stopReason, feedback } = view;
  const awaited = awaitedCount(view);
  const heading = useRef<HTMLHeadingElement>(null);
  const [wasOpenedHere] = useState(() => typeof document !== 'undefined' && document.readyState === 'complete');
  useEffect(() => {
    if (!wasOpenedHere) return;
    heading.current?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }, [wasOpenedHere]);
  return (
    <Card>
      <h2 ref={heading} tabIndex={-1} className="w-fit rounded-sm font-semibold text-xl">
        {words.title}
      </h2>
      <p className="mt-2">{stopReason && words.reason[stopReason]}</p>
      <div className="mt-4 flex flex-col gap-4">
        {feedback ? (
          <Disclosed feedback={feedback} />
        ) : (
          <p>
            {words.answered(answered)} <span className="text-muted">{words.notDisclosed}</span>
          </p>
        )}
        {awaited > 0 && (
          <p role="status" className="text-muted">
            {words.awaiting(awaited)}
          </p>
        )}
        <p className="text-muted">{words.items}</p>
        <p className="max-w-measure">{words.voluntary}</p>
        <div className="flex flex-wrap gap-3">
          <LinkButton href="/portal">{words.portal}</LinkButton>
          <LinkButton href={`/sessions/${sessionId}/about-you`} variant="quiet">
            {words.aboutYou}
          </LinkButton>
        </div>
      </div>
    </Card>
  );
}

function Disclosed({ feedback: { score, answers } }: { feedback: SessionFeedback }) {
  if (score.value === null)
    return <p className="text-muted">{score.reason === 'noAnswers' ? words.noScore : words.noneScored}</p>;
  const correct = answers.filter((answer) => answer.correct).length;
  return (
    <>
      <p>
        {words.answered(answers.length)} {words.correct(correct, answers.length)}
      </p>
      <IntervalBar
        label={words.score}
        point={score.value}
        low={score.low}
        high={score.high}
        {...SCALE}
        level="90 %"
        format={formatCount}
        ticks={TICKS}
      />
      <p className="max-w-measure text-muted">
        {words.band} {words.scale}
      </p>
    </>
  );
}
