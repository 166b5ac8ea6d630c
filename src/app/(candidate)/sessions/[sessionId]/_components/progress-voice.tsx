import { useEffect, useRef, useState } from 'react';
import { type CandidateView, openItem } from '@/core/assessment/candidate-view';
import { isSameAnswer } from '@/core/items/answer';
import type { Answer } from '../_kept-answer';
import { strings } from '../_strings';

/**
 * Says politely what happened to the last answer and which item came, for those who cannot see the page change. That an
 * earlier answer has been read has a region of its own: it may come in the same moment, and a replaced sentence is not spoken.
 */
export function ProgressVoice({ view, own }: { view: CandidateView; own: Answer | null }) {
  const [text, setText] = useState('');
  const answeredBefore = useRef(view.answered);
  useEffect(() => {
    if (view.answered === answeredBefore.current) return;
    answeredBefore.current = view.answered;
    const last = view.conversation.findLast((entry) => entry.kind === 'item' && entry.response !== null);
    if (last?.kind !== 'item' || !last.response) return;
    const isOwn = own?.position === last.position && isSameAnswer(own.answer, last.response.answer);
    const open = openItem(view);
    setText(
      [
        isOwn ? strings.recorded(last.position) : strings.recordedElsewhere(last.position),
        open ? strings.here(open.position, view.plannedItems) : '',
      ].join(' '),
    );
  }, [view, own]);
  const [readText, setReadText] = useState('');
  const readBefore = useRef(readPositions(view));
  useEffect(() => {
    const read = readPositions(view);
    const fresh = read.filter((position) => !readBefore.current.includes(position));
    readBefore.current = read;
    if (fresh.length > 0) setReadText(fresh.map(strings.hasBeenRead).join(' '));
  }, [view]);
  return (
    <>
      <Region>{text}</Region>
      <Region>{readText}</Region>
    </>
  );
}

const readPositions = ({ conversation }: CandidateView): number[] =>
  conversation.flatMap((entry) =>
    entry.kind === 'item' && entry.response?.reading === 'read' ? [entry.position] : [],
  );

const Region = ({ children }: { children: string }) => (
  <p role="status" aria-live="polite" className="sr-only">
    {children}
  </p>
);
