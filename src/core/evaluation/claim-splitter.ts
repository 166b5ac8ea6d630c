import type { Claim, ReadClaim } from './claim';
import type { ExtractedClaims } from './claim-extraction';
import type { JudgeFailure } from './judge';
import type { Reading, Token } from './reading';
import type { Chunking, RunCalls } from './run-calls';
import type { TokenUsage } from './spending';

export type SplitOutcome =
  | { status: 'split'; extracted: ExtractedClaims; note: string | null; usage: TokenUsage; chunks?: Chunking }
  | JudgeFailure;

/** Takes the claims out of an output, better than by grammar. What it returns has been validated against the output. */
export type ClaimSplitter = {
  readonly id: string;
  readonly name: string;
  readonly provider: string;
  split(output: Reading, calls: RunCalls, signal: AbortSignal): Promise<SplitOutcome>;
};

/** Gives stored claims their tokens back: those of the output that lie within them. Linear in text and claims. */
export function withTokens(claims: readonly Claim[], output: Reading): ReadClaim[] {
  const tokens = output.sentences.flatMap((sentence) => sentence.tokens);
  return claims.map((claim) => ({ ...claim, tokens: within(tokens, claim.start, claim.end) }));
}

function within(tokens: readonly Token[], start: number, end: number): Token[] {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tokens[middle]!.start < start) low = middle + 1;
    else high = middle;
  }
  const found: Token[] = [];
  for (let i = low; i < tokens.length && tokens[i]!.end <= end; i += 1) found.push(tokens[i]!);
  return found;
}
