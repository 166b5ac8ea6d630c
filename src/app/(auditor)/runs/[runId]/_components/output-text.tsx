'use client';

import { memo, useMemo } from 'react';
import { Card } from '@/components/card';
import { classNames } from '@/components/class-names';
import { ScrollFrame } from '@/components/scroll-frame';
import { SpanText } from '@/components/span-text';
import { TONE_UNDERLINE, ToneShape } from '@/components/tone';
import { strings } from '../../_strings';
import { type ClaimView, isProblem, STANDING_TONE, type Standing, type Tally } from './claim-view';
import { TEXT_FRAME } from './text-frame';

const words = strings.texts;

export type OutputTextProps = {
  text: string;
  views: readonly ClaimView[];
  tally: Tally;
  /** Whether all claims there are have been taken out. */
  isRead: boolean;
  selectedId: string | null;
  onSelect: (id: string | null) => void;
  className?: string;
};

/** The output with each claim marked by its verdict: colour, line and shape, and for what needs a look the word itself. */
export const OutputText = memo(function OutputText({ text, views, tally, isRead, ...rest }: OutputTextProps) {
  const { selectedId, onSelect, className } = rest;
  const spans = useMemo(
    () =>
      views.map((view) => {
        const { claim, standing } = view;
        const number = claim.index + 1;
        const word = strings.verdict[standing];
        return {
          id: claim.id,
          start: claim.start,
          end: claim.end,
          tone: STANDING_TONE[standing],
          label: words.mark(number, word),
          marker: isProblem(view) ? words.problemMarker(number, word) : String(number),
        };
      }),
    [views],
  );
  return (
    <Card title={words.output} padding="flush" className={classNames('print:break-inside-auto!', className)}>
      <div className="px-4 pb-3 sm:px-6">
        {views.length > 0 ? (
          <Legend tally={tally} />
        ) : (
          <p className="text-muted">{isRead ? words.noClaims : words.reading}</p>
        )}
      </div>
      <ScrollFrame label={words.scrolls(words.output)} className={TEXT_FRAME}>
        <SpanText
          label={words.output}
          text={text}
          spans={spans}
          selectedId={selectedId}
          onSelect={onSelect}
          className="wrap-anywhere"
        />
      </ScrollFrame>
    </Card>
  );
});

function Legend({ tally }: { tally: Tally }) {
  const present = (Object.keys(tally) as Standing[]).filter((standing) => tally[standing] > 0);
  return (
    <ul aria-label={words.legend} className="flex flex-wrap gap-x-5 gap-y-1">
      {present.map((standing) => (
        <li key={standing} className="flex items-center gap-2">
          <ToneShape tone={STANDING_TONE[standing]} />
          <span
            className={classNames('underline decoration-2 underline-offset-4', TONE_UNDERLINE[STANDING_TONE[standing]])}
          >
            {strings.verdict[standing]}
          </span>
          <span className="figures text-muted">{tally[standing]}</span>
        </li>
      ))}
    </ul>
  );
}
