import type { Priority } from './skill-graph';

/** What the words around a mention say about it. `excluded`: the text says that it is not asked for. */
export type RequirementCue = Priority | 'excluded';

const REQUIRED =
  /\b(must(?:-| )have|must|required?|requires|requirements?|essential|mandatory|strong|solid|deep|expert|expertise|excellent|proven|proficien(?:t|cy)|in-depth|you(?:'ll| will)? (?:have|need)|minimum qualifications)\b/i;
const OPTIONAL =
  /\b(nice(?:-| )to(?:-| )haves?|a plus|bonus(?: points)?|ideally|desirable|preferred|optional(?:ly)?|familiarity|familiar|exposure to|advantage(?:ous)?|would be (?:great|good)|good to have|some (?:experience|knowledge))\b/i;
const EXCLUDED =
  /\b(not (?:required|needed|necessary|expected)|no (?:prior )?(?:knowledge|experience|background)|without any)\b/i;

/** A line that opens a section: short, without a full stop, marked as a heading or ending in a colon, or a known heading. */
function headingCue(line: string): RequirementCue | 'neutral' | null {
  const text = line
    .trim()
    .replace(/^#+\s*|^\*\*|\*\*:?$/g, '')
    .trim();
  if (text === '' || text.length > 60 || /[.;,]$/.test(text) || /^[-*•]/.test(text)) return null;
  const known =
    /^(about|what|who|why|your|our|the|key|main|minimum|preferred|technical|required|requirements?|responsibilities|qualifications?|skills?|nice|must|bonus|benefits?|we offer|perks|essential|desirable|optional)\b/i;
  const marked = /^#|^\*\*/.test(line.trim()) || /:$/.test(text);
  if (!marked && !(known.test(text) && text.split(/\s+/).length <= 6)) return null;
  if (OPTIONAL.test(text)) return 'L';
  if (
    REQUIRED.test(text) ||
    /\b(qualifications?|you(?:'ll| will)? (?:bring|need|have)|looking for|your (?:profile|skills)|skills)\b/i.test(text)
  )
    return 'H';
  return 'neutral';
}

/**
 * For each place in a text, what its sentence or else its section asks: H for "must have" and the like, L for "nice to
 * have" and the like, null when nothing is said. A heading rules until the next one, one within a line ("Nice to have:
 * Kafka") until the end of that line. The nearer cue of a sentence wins, so "strong SQL, Kafka is a plus"
 * asks for the one and not for the other.
 */
export function requirementCues(text: string): (start: number, end: number) => RequirementCue | null {
  type Span = { start: number; end: number; section: RequirementCue | null };
  const spans: Span[] = [];
  let section: RequirementCue | null = null;
  let offset = 0;
  for (const line of text.split('\n')) {
    const heading = headingCue(line);
    if (heading !== null) section = heading === 'neutral' ? null : heading;
    let from = offset;
    let inline = section;
    for (const part of line.split(/(?<=[.!?;])\s+(?=\S)/)) {
      const opening = /^[^.:;]{3,40}:(?=\s+\S)/.exec(part)?.[0];
      const opened = opening === undefined ? null : headingCue(opening);
      if (opened !== null) inline = opened === 'neutral' ? null : opened;
      const start = text.indexOf(part, from);
      spans.push({ start, end: start + part.length, section: inline });
      from = start + part.length;
    }
    offset += line.length + 1;
  }

  return (start, end) => {
    const span = spans.find((candidate) => start >= candidate.start && start < candidate.end);
    if (span === undefined) return null;
    const sentence = text.slice(span.start, span.end);
    const found = (
      [
        ['excluded', EXCLUDED],
        ['H', REQUIRED],
        ['L', OPTIONAL],
      ] as const
    ).flatMap(([cue, pattern]) =>
      [...sentence.matchAll(new RegExp(pattern.source, 'gi'))].map((match) => {
        const from = span.start + match.index;
        return { cue, distance: clauseDistance(text, start, end, from, from + match[0].length) };
      }),
    );
    found.sort((left, right) => left.distance - right.distance);
    return found[0]?.cue ?? span.section;
  };
}

/** Characters between a mention and a cue; a comma, dash or "and" of a new clause in between counts as far. */
function clauseDistance(text: string, start: number, end: number, cueStart: number, cueEnd: number): number {
  const [from, to] = cueEnd <= start ? [cueEnd, start] : cueStart >= end ? [end, cueStart] : [start, start];
  const between = text.slice(from, to);
  const breaks = between.match(/[,;()–—]|\bbut\b|\bwhile\b/g)?.length ?? 0;
  return between.length + 25 * breaks;
}
