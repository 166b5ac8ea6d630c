import type { Reason } from './claim';
import { type Coverage, coverageBy, coverageOf } from './coverage';
import { isKnownName, namesOf } from './name';
import { negatorsOf, oppositions } from './polarity';
import { isComparable, isSameQuantity, type Quantity, quantitiesOf } from './quantity';
import type { Token } from './reading';
import type { SourceIndex } from './source-index';
import type { TextSpan } from './text';

/** How much of a claim a source sentence must cover, the clashing words left out, before it can contradict the claim. */
export const CLASH_COVERAGE = { number: 0.5, name: 0.7, negation: 0.7, antonym: 0.6 } as const;

/** A stretch of the claim that was looked at, and what was found: `sentence` is the source sentence that decided, if one did. */
export type Finding = {
  subject: TextSpan & { text: string };
  outcome: 'matched' | 'missing' | 'clashing';
  sentence: number | null;
  reason: Reason | null;
};

/** What four separate looks at one claim find. Each of the built-in judges uses one of them; the verifier uses all. */
export type Comparison = {
  coverage: Coverage;
  /** Where the source has the claim word for word, marks and case aside. */
  verbatim: TextSpan | null;
  quantities: readonly Finding[];
  names: readonly Finding[];
  polarity: readonly Finding[];
};

export function compare(tokens: readonly Token[], source: SourceIndex): Comparison {
  const coverage = coverageOf(tokens, source);
  return {
    coverage,
    verbatim: findVerbatim(tokens, source, coverage),
    quantities: compareQuantities(tokens, source, coverage),
    names: compareNames(tokens, source, coverage),
    polarity: comparePolarity(tokens, source, coverage),
  };
}

function findVerbatim(tokens: readonly Token[], source: SourceIndex, { aligned }: Coverage): TextSpan | null {
  const best = aligned[0];
  if (!best || best.coverage < 1) return null;
  const words = (list: readonly Token[]) => list.filter((t) => t.kind !== 'punctuation');
  const claim = words(tokens);
  const sentence = words(source.sentences[best.sentence]!.tokens);
  for (let at = 0; at + claim.length <= sentence.length; at += 1) {
    if (claim.every((token, i) => token.norm === sentence[at + i]!.norm)) {
      return { start: sentence[at]!.start, end: sentence[at + claim.length - 1]!.end };
    }
  }
  return null;
}

/** Looks up every figure and date of the claim in the source. One finding a figure. */
export function compareQuantities(tokens: readonly Token[], source: SourceIndex, coverage: Coverage): Finding[] {
  return quantitiesOf(tokens).map((claimed): Finding => {
    const subject = { start: claimed.start, end: claimed.end, text: claimed.text };
    const near = coverage.aligned.map(({ sentence }) => sentence);
    const home = source.sentences.filter((s) => s.quantities.some((stated) => isSameQuantity(claimed, stated)));
    const match = home.find((s) => near.includes(s.index)) ?? home[0];
    if (match) return { subject, outcome: 'matched', sentence: match.index, reason: null };

    const code = claimed.kind === 'date' ? 'date' : 'number';
    for (const index of near) {
      if (coverageBy(index, tokens, source, [subject]) < CLASH_COVERAGE.number) continue;
      const rival = rivalOf(claimed, source.sentences[index]!.quantities, tokens);
      if (!rival) continue;
      return {
        subject,
        outcome: 'clashing',
        sentence: index,
        reason: {
          code,
          message: `The output says “${claimed.text}”, the source says “${rival.text}”.`,
          outputSpan: placeOf(subject),
          sourceSpan: placeOf(rival),
          isContradiction: true,
        },
      };
    }
    const message = `${code === 'date' ? 'The date' : 'The figure'} “${claimed.text}” is not in the source.`;
    return { subject, outcome: 'missing', sentence: null, reason: silence(code, message, subject) };
  });
}

/** A figure of the same kind in the sentence which the claim does not state itself. */
function rivalOf(claimed: Quantity, stated: readonly Quantity[], tokens: readonly Token[]): Quantity | undefined {
  const own = quantitiesOf(tokens);
  return stated.find((rival) => isComparable(claimed, rival) && !own.some((other) => isSameQuantity(other, rival)));
}

/** Looks up every name of the claim in the source. One finding a name. */
export function compareNames(tokens: readonly Token[], source: SourceIndex, coverage: Coverage): Finding[] {
  const own = namesOf(tokens);
  return own.map((name): Finding => {
    const subject = { start: name.start, end: name.end, text: name.text };
    if (isKnownName(name, source)) {
      const at = coverage.aligned.find(({ sentence }) =>
        name.terms.some((t) => source.sentences[sentence]!.terms.has(t)),
      );
      const first = name.terms.map((term) => source.postings.get(term)?.[0]).find((index) => index !== undefined);
      return { subject, outcome: 'matched', sentence: at?.sentence ?? first ?? null, reason: null };
    }
    const best = coverage.aligned[0];
    if (best && coverageBy(best.sentence, tokens, source, [subject]) >= CLASH_COVERAGE.name) {
      const rival = namesOf(source.sentences[best.sentence]!.tokens).find(
        (other) => !own.some((mine) => mine.terms.some((term) => other.terms.includes(term))),
      );
      if (rival) {
        return {
          subject,
          outcome: 'clashing',
          sentence: best.sentence,
          reason: {
            code: 'name',
            message: `The output names “${name.text}” where the source names “${rival.text}”.`,
            outputSpan: placeOf(subject),
            sourceSpan: placeOf(rival),
            isContradiction: true,
          },
        };
      }
    }
    const message = `The name “${name.text}” is not in the source.`;
    return { subject, outcome: 'missing', sentence: null, reason: silence('name', message, subject) };
  });
}

/** Holds the claim against the sentence nearest to it: is one of the two negated, do they use opposite words? */
export function comparePolarity(tokens: readonly Token[], source: SourceIndex, coverage: Coverage): Finding[] {
  const best = coverage.aligned[0];
  const first = tokens[0];
  const last = tokens.at(-1);
  if (!best || !first || !last) return [];
  const sentence = source.sentences[best.sentence]!;
  const whole = { start: first.start, end: last.end, text: tokens.map((t) => t.text).join(' ') };
  const findings: Finding[] = [];

  for (const { claimed, stated } of oppositions(tokens, sentence.tokens)) {
    if (coverageBy(best.sentence, tokens, source, [claimed]) < CLASH_COVERAGE.antonym) continue;
    const message = `The output says “${claimed.text}”, the source says “${stated.text}”.`;
    findings.push({
      subject: claimed,
      outcome: 'clashing',
      sentence: best.sentence,
      reason: {
        code: 'antonym',
        message,
        outputSpan: placeOf(claimed),
        sourceSpan: placeOf(stated),
        isContradiction: true,
      },
    });
  }
  if (best.coverage < CLASH_COVERAGE.negation) return findings;
  const mine = negatorsOf(tokens);
  const theirs = negatorsOf(sentence.tokens);
  const isMismatch = mine.length > 0 !== theirs.length > 0;
  if (isMismatch && findings.length === 0) {
    const mark = mine[0] ?? null;
    const theirMark = theirs[0] ?? null;
    const message = mark
      ? `The output says “${mark.text}” where the source does not.`
      : `The source says “${theirMark!.text}” where the output does not.`;
    findings.push({
      subject: mark ? { start: mark.start, end: mark.end, text: mark.text } : whole,
      outcome: 'clashing',
      sentence: best.sentence,
      reason: {
        code: 'negation',
        message,
        outputSpan: placeOf(mark ?? whole),
        sourceSpan: placeOf(theirMark ?? sentence),
        isContradiction: true,
      },
    });
  }
  if (findings.length === 0) {
    findings.push({ subject: whole, outcome: 'matched', sentence: best.sentence, reason: null });
  }
  return findings;
}

function silence(code: Reason['code'], message: string, subject: TextSpan): Reason {
  return { code, message, outputSpan: placeOf(subject), sourceSpan: null, isContradiction: false };
}

/** Only the offsets: what a reason stores must not carry the tokens it was found by. */
function placeOf({ start, end }: TextSpan): TextSpan {
  return { start, end };
}
