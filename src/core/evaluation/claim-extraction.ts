import type { Claim, ClaimKind, LeftOut, LeftOutReason, ReadClaim } from './claim';
import type { Reading, Sentence, Token } from './reading';

export type ExtractedClaims = { claims: readonly ReadClaim[]; leftOut: readonly LeftOut[] };

/** Left out when nothing is said beside them: "Hello there!", but not "Hi-fi systems cost more". */
const SALUTATION =
  /^(?:hello|hi|hey|dear|greetings|good (?:morning|afternoon|evening)|cheers|goodbye|bye|(?:best |kind |warm )?regards|sincerely|yours|sure|of course|certainly|absolutely|no problem|great question)\b(?!-)/iu;
const COURTESY =
  /^(?:thank(?:s| you)\b(?! to\b)|you(?:'|’)re welcome|i hope (?:this|that) helps|hope (?:this|that) helps|i(?:'|’)?(?:d| would| am|(?:'|’)m) (?:be )?(?:happy|glad) to (?:help|assist)|happy to help|glad to help|great question|as an ai\b)/iu;
const OPINION =
  /^(?:(?:well|so|and|but|also|personally|honestly|frankly),? )*(?:i (?:think|believe|feel|guess|suppose|assume|suspect|hope|wonder|doubt|would say|would argue|prefer|like|love|enjoy|am not sure|don(?:'|’)t know|do not know|cannot say|can(?:'|’)t say)|in my (?:opinion|view|experience)|it seems to me|to me|if you ask me|perhaps|maybe|i(?:'|’)m (?:not sure|sorry|afraid|unsure))\b/iu;
const INSTRUCTION =
  /^(?:(?:sure|certainly|of course|absolutely)[,!.]? )?(?:please|let me know|feel free|note that you|remember to|don(?:'|’)t hesitate|do not hesitate|see (?:also|above|below)|click|here(?:'|’)s (?:a|the|my|your)\b.*:$|here (?:is|are) (?:a|the|some|my|your)\b.*:$)/iu;
const DEFINITION =
  /\b(?:is|are|was|were) (?:a|an|the|one of)\b|\b(?:means|refers to|is defined as|is called|is known as)\b/iu;
const TIME =
  /\b(?:1[0-9]{3}|20[0-9]{2})\b|\b(?:january|february|march|april|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|today|tomorrow|century|decade)\b/iu;
const SUBJECTS = new Set(['DET', 'PRON', 'PROPN', 'NOUN', 'ADJ', 'NUM']);
const JOINTS = new Set(['and', 'but', 'while', 'whereas', 'although', 'though', 'yet', 'so']);
const MIN_CLAUSE_WORDS = 3;

/**
 * Takes the checkable statements out of an output: each sentence, or each clause of it that has its own subject and verb. Nothing
 * is cut off: every sentence ends up as claims or as left out with a reason. Claims are numbered c1, c2... in order of the text.
 */
export function extractClaims(output: Reading): ExtractedClaims {
  const claims: ReadClaim[] = [];
  const leftOut: LeftOut[] = [];
  for (const sentence of output.sentences) {
    for (const clause of clauses(sentence)) {
      const tokens = trimJoints(clause);
      const first = tokens[0] ?? clause[0];
      const last = tokens.at(-1) ?? clause.at(-1);
      if (!first || !last) continue;
      const span = { start: first.start, end: last.end };
      const text = output.text.slice(span.start, span.end);
      const reason = whyLeftOut(text, tokens);
      if (reason) leftOut.push({ ...span, text, reason });
      else {
        const index = claims.length;
        claims.push({ id: `c${index + 1}`, index, ...span, text, kind: kindOf(text, tokens), tokens });
      }
    }
  }
  return { claims, leftOut };
}

/** The claim without its tokens: what is stored and shown. */
export function withoutTokens({ tokens: _, ...claim }: ReadClaim): Claim {
  return claim;
}

function whyLeftOut(text: string, tokens: readonly Token[]): LeftOutReason | null {
  if (/\?["'”’)\]]*$/u.test(text)) return 'question';
  const content = tokens.filter((t) => t.kind === 'number' || (t.kind === 'word' && !t.isStop));
  const isStatement = tokens.some((t) => t.pos === 'VERB' || t.pos === 'AUX');
  if ((SALUTATION.test(text) && !isStatement) || (COURTESY.test(text) && content.length <= 8)) return 'greeting';
  if (OPINION.test(text)) return 'opinion';
  if (INSTRUCTION.test(text)) return 'instruction';
  return content.length === 0 ? 'no_content' : null;
}

/** What kind of statement a stretch of text is, by its words. */
export function kindOf(text: string, tokens: readonly Token[]): ClaimKind {
  if (TIME.test(text)) return 'temporal';
  if (tokens.some((t) => t.kind === 'number' || t.pos === 'NUM')) return 'numerical';
  return DEFINITION.test(text) ? 'definitional' : 'general';
}

/** Cuts before a semicolon or a joint ("..., but it") when both sides are statements of their own. */
function clauses(sentence: Sentence): (readonly Token[])[] {
  const parts: Token[][] = [[]];
  sentence.tokens.forEach((token, i) => {
    const rest = sentence.tokens.slice(i + 1);
    const current = parts.at(-1)!;
    const isJoint =
      token.text === ';' ||
      ((token.text === ',' || token.text === '—' || token.text === '–') && JOINTS.has(rest[0]?.norm ?? ''));
    if (isJoint && isStatement(current) && isStatement(rest) && startsWithSubject(rest)) parts.push([token]);
    else current.push(token);
  });
  return parts;
}

function isStatement(tokens: readonly Token[]): boolean {
  const words = tokens.filter((t) => t.kind === 'word' || t.kind === 'number').length;
  return words >= MIN_CLAUSE_WORDS && tokens.some((t) => t.pos === 'VERB' || t.pos === 'AUX');
}

function startsWithSubject(tokens: readonly Token[]): boolean {
  const words = tokens.filter((t) => t.kind !== 'punctuation' && !JOINTS.has(t.norm)).slice(0, 6);
  const verb = words.findIndex((t) => t.pos === 'VERB' || t.pos === 'AUX');
  return verb > 0 && SUBJECTS.has(words[0]!.pos);
}

/** A claim starts with its first word, not with the comma and the conjunction before it. Its full stop stays. */
function trimJoints(tokens: readonly Token[]): readonly Token[] {
  let from = 0;
  while (from < tokens.length) {
    const token = tokens[from]!;
    const isMark = token.kind === 'punctuation' && /^[,;:—–\-*•)\].]+$/u.test(token.text);
    if (!isMark && !(from > 0 && (token.norm === 'and' || token.norm === 'but'))) break;
    from += 1;
  }
  return tokens.slice(from);
}
