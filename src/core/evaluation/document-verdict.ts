import type { Claim, ClaimVerdict, Evidence, Reason } from './claim';
import type { DocumentPassage } from './document-passage';

/** Passages as one text to be read as a source is, and where in it each of them stands. */
export type JoinedPassages = { text: string; places: readonly { start: number; passage: DocumentPassage }[] };

const GAP = '\n\n';

export function joinPassages(passages: readonly DocumentPassage[]): JoinedPassages {
  const places: { start: number; passage: DocumentPassage }[] = [];
  let start = 0;
  for (const passage of passages) {
    places.push({ start, passage });
    start += passage.text.length + GAP.length;
  }
  return { text: passages.map(({ text }) => text).join(GAP), places };
}

/**
 * The verdict on a claim of which the source says too little, after the documents were read. The source comes first: this is asked
 * only where it left the claim open, so a document never rescues what the source contradicts.
 *
 * A document that settles the claim gives label, probability and evidence; the first reason, `document`, names it. One that does not
 * leaves the source's verdict as it was. Evidence keeps the passage it was taken from, so a run stays readable when the document is
 * gone.
 * @param byDocuments the verifier's verdict on the joined passages.
 */
export function verdictFromDocuments(
  claim: Claim,
  bySource: ClaimVerdict,
  byDocuments: ClaimVerdict,
  joined: JoinedPassages,
): ClaimVerdict {
  const evidence = byDocuments.evidence.flatMap((found) => evidenceIn(found, joined) ?? []);
  const deciding = evidence.find(({ role }) => role === (byDocuments.label === 'REFUTED' ? 'contradicts' : 'supports'));
  if (byDocuments.label === 'NOT_ENOUGH_INFO' || !deciding?.document) {
    return { ...bySource, rationale: `${bySource.rationale} The documents searched do not settle it either.` };
  }
  const isRefuted = byDocuments.label === 'REFUTED';
  const { name } = deciding.document;
  const first: Reason = {
    code: 'document',
    message: `The source leaves it open. “${name}” ${isRefuted ? 'says otherwise' : 'supports it'}.`,
    outputSpan: { start: claim.start, end: claim.end },
    sourceSpan: null,
    isContradiction: isRefuted,
  };
  const others = byDocuments.reasons.map(
    (reason): Reason => ({ ...reason, message: ofDocument(reason.message), sourceSpan: null }),
  );
  return {
    ...byDocuments,
    evidence,
    reasons: [first, ...others],
    rationale: `${first.message} ${ofDocument(byDocuments.rationale)}`,
  };
}

/** The same in the document's own offsets; null for what lies between passages. What runs over an end is cut there. */
function evidenceIn(found: Evidence, { places }: JoinedPassages): Evidence | null {
  const place = places.findLast(({ start }) => start <= found.start);
  if (!place) return null;
  const { start: from, passage } = place;
  const { documentId, name, text, start, end } = passage;
  if (found.start >= from + text.length) return null;
  const moved = (at: number) => Math.min(end, start + at - from);
  const { focus } = found;
  const isInside = focus && focus.start >= found.start && focus.end <= from + text.length;
  return {
    ...found,
    start: moved(found.start),
    end: moved(found.end),
    focus: isInside ? { start: moved(focus.start), end: moved(focus.end) } : null,
    document: { documentId, name, start, end, text },
  };
}

/** A sentence about the source as one about the document; quotations in it stay. */
function ofDocument(message: string): string {
  return message.replace(/“[^”]*”|\bthe source\b/giu, (hit) =>
    hit.startsWith('“') ? hit : hit.startsWith('T') ? 'The document' : 'the document',
  );
}
