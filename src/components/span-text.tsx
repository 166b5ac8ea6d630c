'use client';

import { type MouseEvent, memo, useEffect, useMemo, useRef } from 'react';
import { classNames } from './class-names';
import { type Segment, type Span, splitSpans } from './split-spans';
import { TONE_EDGE, TONE_SOFT, TONE_TEXT, TONE_UNDERLINE, type Tone, ToneShape } from './tone';

export type TextSpan = Span & {
  tone: Tone;
  /** The accessible name of the mark, as in "Claim 3, contradicted". */
  label: string;
  /** What the mark shows, as in "3"; by default its place in the list. */
  marker?: string;
};

export type SpanTextProps = {
  /** Names the text for screen readers, as in "Candidate output". */
  label: string;
  text: string;
  spans: readonly TextSpan[];
  selectedId?: string | null;
  /** null when the selected one is pressed again. */
  onSelect?: (id: string | null) => void;
  className?: string;
};

/**
 * A text with marked passages, which may overlap. Each passage opens with a small button (shape, number, name) that selects
 * it by keyboard or pointer; a click anywhere in a passage selects it too, the shortest one first where several meet.
 */
export function SpanText({ label, text, spans, selectedId = null, onSelect, className }: SpanTextProps) {
  const frame = useRef<HTMLElement>(null);
  const shownId = useRef(selectedId); // what was selected from the start does not pull the page down
  useEffect(() => {
    if (selectedId === shownId.current) return;
    shownId.current = selectedId;
    if (selectedId === null) return;
    const mark = frame.current?.querySelector(`[data-marker="${CSS.escape(selectedId)}"]`);
    mark?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [selectedId]);
  const byId = useMemo(
    () => new Map(spans.map((span, index) => [span.id, { ...span, marker: span.marker ?? String(index + 1) }])),
    [spans],
  );
  const places = useMemo(() => JSON.stringify(spans.map(({ id, start, end }) => [id, start, end])), [spans]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `places` is what matters of the spans: a new verdict moves nothing
  const blocks = useMemo(() => blocksOf(splitSpans(text, spans)), [text, places]);
  const selectAt = (event: MouseEvent) => {
    if (!onSelect || !(event.target instanceof Element) || event.target.closest('button')) return;
    if (!window.getSelection()?.isCollapsed) return; // someone is selecting words, not a passage
    const covering = event.target.closest<HTMLElement>('[data-covering]')?.dataset.covering?.split(' ');
    if (!covering) return;
    const at = selectedId === null ? -1 : covering.indexOf(encodeURIComponent(selectedId));
    const next = at === -1 ? covering.at(-1)! : covering.at(at - 1)!; // again at the same place: the next one out
    if (next !== undefined) onSelect(decodeURIComponent(next));
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the pointer's shortcut; every passage has its own button for the keyboard
    <section
      ref={frame}
      aria-label={label}
      onClick={selectAt}
      className={classNames('whitespace-pre-wrap leading-8', className)}
    >
      {blocks.map((segments) => (
        <Block
          key={segments[0]!.start}
          segments={segments}
          byId={byId}
          selectedId={segments.some(({ covering }) => covering.includes(selectedId ?? '')) ? selectedId : null}
          onSelect={onSelect}
        />
      ))}
    </section>
  );
}

type Marked = TextSpan & { marker: string };

/** Pieces that are looked through together when the selection moves. */
const BLOCK = 40;

function blocksOf(segments: readonly Segment[]): Segment[][] {
  const count = Math.ceil(segments.length / BLOCK);
  return Array.from({ length: count }, (_, block) => segments.slice(block * BLOCK, (block + 1) * BLOCK));
}

type BlockProps = {
  segments: readonly Segment[];
  byId: ReadonlyMap<string, Marked>;
  /** The selected span, when it covers a piece of this block. */
  selectedId: string | null;
  onSelect: SpanTextProps['onSelect'];
};

/** Some pieces in a row: of a thousand passages only the blocks of the two between which the selection moves are drawn again. */
const Block = memo(function Block({ segments, byId, selectedId, onSelect }: BlockProps) {
  return segments.map((segment) => (
    <Piece
      key={segment.start}
      segment={segment}
      marked={segment.covering.map((id) => byId.get(id)!)}
      selectedId={selectedId !== null && segment.covering.includes(selectedId) ? selectedId : null}
      onSelect={onSelect}
    />
  ));
});

function Marker({ span, selected, onPress }: { span: Marked; selected: boolean; onPress: (() => void) | undefined }) {
  return (
    <button
      type="button"
      data-marker={span.id}
      aria-label={span.label}
      aria-pressed={selected}
      onClick={onPress}
      className={classNames(
        'mr-0.5 inline-flex h-6 min-w-6 select-none items-center gap-1 rounded-sm border px-1 align-baseline font-medium leading-none',
        TONE_TEXT[span.tone],
        TONE_EDGE[span.tone],
        selected ? classNames(TONE_SOFT[span.tone], 'ring-2 ring-current') : 'bg-surface-raised',
      )}
    >
      <ToneShape tone={span.tone} className="size-3.5!" />
      <span className="figures">{span.marker}</span>
    </button>
  );
}

type PieceProps = {
  segment: Segment;
  /** The covering spans, in the segment's order. */
  marked: readonly Marked[];
  /** The selected span, when it covers this piece. */
  selectedId: string | null;
  onSelect: SpanTextProps['onSelect'];
};

/** A piece of the text with the markers of the passages that begin here; drawn again only when something about it changed. */
const Piece = memo(function Piece({ segment, marked, selectedId, onSelect }: PieceProps) {
  return (
    <span>
      {segment.starting.map((id) => {
        const isSelected = id === selectedId;
        return (
          <Marker
            key={id}
            span={marked.find((span) => span.id === id)!}
            selected={isSelected}
            onPress={onSelect ? () => onSelect(isSelected ? null : id) : undefined}
          />
        );
      })}
      <Passage segment={segment} marked={marked} selectedId={selectedId} />
    </span>
  );
}, isSamePiece);

function isSamePiece(a: PieceProps, b: PieceProps): boolean {
  return (
    a.segment === b.segment &&
    a.selectedId === b.selectedId &&
    a.onSelect === b.onSelect &&
    a.marked.every(({ tone, label, marker }, index) => {
      const other = b.marked[index]!;
      return tone === other.tone && label === other.label && marker === other.marker;
    })
  );
}

/** The line below is the shortest passage's; the ground is the selected one's, if it is here. */
function Passage({ segment, marked, selectedId }: Omit<PieceProps, 'onSelect'>) {
  const innermost = marked.at(-1);
  if (!innermost) return segment.text;
  const selected = marked.find(({ id }) => id === selectedId);
  return (
    <mark
      data-covering={segment.covering.map(encodeURIComponent).join(' ')}
      className={classNames(
        'box-decoration-clone cursor-pointer rounded-[2px] py-0.5 text-text underline decoration-2 underline-offset-4',
        TONE_UNDERLINE[innermost.tone],
        selected ? TONE_SOFT[selected.tone] : marked.length > 1 ? 'bg-surface-sunken' : 'bg-transparent',
      )}
    >
      {segment.text}
    </mark>
  );
}
