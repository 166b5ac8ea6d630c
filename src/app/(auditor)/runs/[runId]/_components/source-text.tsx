'use client';

import { memo, useEffect, useRef } from 'react';
import { Card } from '@/components/card';
import { ScrollFrame } from '@/components/scroll-frame';
import { SpanText } from '@/components/span-text';
import type { Evidence } from '@/core/evaluation/claim';
import { strings } from '../../_strings';
import type { ClaimView } from './claim-view';
import { TEXT_FRAME } from './text-frame';

const words = strings.texts;
const TONE = { supports: 'positive', contradicts: 'negative', related: 'accent' } as const satisfies Record<
  Evidence['role'],
  string
>;

export type SourceTextProps = {
  text: string;
  /** The selected claim. */
  view: ClaimView | null;
  passageIndex: number;
  onShowPassage: (index: number) => void;
};

/** The source with the evidence for the selected claim. The frame moves to the passage; the page around it does not. */
export const SourceText = memo(function SourceText({ text, view, passageIndex, onShowPassage }: SourceTextProps) {
  const frame = useRef<HTMLDivElement>(null);
  const evidence = (view?.verdict?.evidence ?? []).filter(({ document }) => !document);
  const claimId = view?.claim.id;
  const shownId = evidence.length > 0 ? String(passageIndex) : null;
  useEffect(() => {
    if (claimId === undefined || shownId === null) return;
    const mark = frame.current?.querySelector<HTMLElement>(`[data-marker="${shownId}"]`);
    const scroller = mark?.closest<HTMLElement>('.overflow-auto');
    if (!mark || !scroller) return;
    const distance = mark.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
    scroller.scrollTo({ top: scroller.scrollTop + distance - scroller.clientHeight / 3 });
  }, [claimId, shownId]);
  return (
    <Card title={words.source} padding="flush" className="print:break-inside-auto!">
      <p className="px-4 pb-3 text-muted sm:px-6">
        {view === null
          ? words.selectFirst
          : evidence.length > 0
            ? words.evidenceFor(view.claim.index + 1)
            : words.noEvidence(view.claim.index + 1)}
      </p>
      <div ref={frame}>
        <ScrollFrame label={words.scrolls(words.source)} className={TEXT_FRAME}>
          <SpanText
            // Anew for each passage: the text would otherwise pull the whole page to it, away from the claim.
            key={`${claimId}-${passageIndex}`}
            label={words.source}
            text={text}
            spans={evidence.map(({ start, end, role }, index) => ({
              id: String(index),
              start,
              end,
              tone: TONE[role],
              label: `${index + 1}: ${words.evidenceMark(strings.claim.role[role])}`,
              marker: strings.claim.role[role],
            }))}
            selectedId={shownId}
            onSelect={(id) => id !== null && onShowPassage(Number(id))}
            className="wrap-anywhere"
          />
        </ScrollFrame>
      </div>
    </Card>
  );
});
