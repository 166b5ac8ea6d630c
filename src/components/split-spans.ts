/** Half-open range of UTF-16 positions, as `String.slice` takes them. */
export type Span = { readonly id: string; readonly start: number; readonly end: number };

export type Segment = {
  readonly text: string;
  readonly start: number;
  /** Spans that cover all of the segment, the longest first. */
  readonly covering: readonly string[];
  /** Spans whose first segment this is, in the order of `covering`. */
  readonly starting: readonly string[];
};

/**
 * Cuts a text wherever a span begins or ends, so that every piece lies wholly inside or outside of each span. Joined, the
 * pieces give the text back. Spans are held to the text's ends; empty ones are dropped. One walk over the cuts with the spans that
 * are open there, so ten thousand spans side by side cost no more than their number.
 */
export function splitSpans(text: string, spans: readonly Span[]): Segment[] {
  const inside = spans
    .map((span) => ({ id: span.id, start: Math.max(0, span.start), end: Math.min(text.length, span.end) }))
    .filter((span) => span.start < span.end)
    .map((span, index) => ({ ...span, index }));
  const longestFirst = (a: (typeof inside)[number], b: (typeof inside)[number]) =>
    b.end - b.start - (a.end - a.start) || a.start - b.start || a.index - b.index;
  const opening = inside.toSorted((a, b) => a.start - b.start);
  const cuts = [...new Set([0, text.length, ...inside.flatMap((span) => [span.start, span.end])])].sort(
    (a, b) => a - b,
  );
  let open: typeof inside = [];
  let next = 0;
  return cuts.slice(0, -1).map((start, index) => {
    open = open.filter((span) => span.end > start);
    const from = next;
    while (next < opening.length && opening[next]!.start === start) next += 1;
    if (next > from) open = [...open, ...opening.slice(from, next)].sort(longestFirst);
    return {
      text: text.slice(start, cuts[index + 1]!),
      start,
      covering: open.map((span) => span.id),
      starting: open.filter((span) => span.start === start).map((span) => span.id),
    };
  });
}
