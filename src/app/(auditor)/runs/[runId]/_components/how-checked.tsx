import type { Claim, ClaimVerdict } from '@/core/evaluation/claim';
import type { Chunking } from '@/core/evaluation/run-calls';
import { strings } from '../../_strings';

const words = strings.method;

/** What was out of the ordinary in how a claim was read and checked; nothing when nothing was. */
export function HowChecked({ claim, verdict }: { claim: Claim; verdict: ClaimVerdict | null }) {
  return (
    <>
      {claim.statement && (
        <p className="text-muted wrap-anywhere">
          {words.statement}: {claim.statement}
        </p>
      )}
      {verdict?.fallback && (
        <p className="text-muted wrap-anywhere">{words.fallback(verdict.fallback.verifier, verdict.fallback.reason)}</p>
      )}
      {verdict?.chunks && <ReadInParts chunks={verdict.chunks} />}
    </>
  );
}

/** Long texts are read in parts, never cut off; this says how. */
export function ReadInParts({ chunks: { source, output, overlapTokens } }: { chunks: Chunking }) {
  return <p className="figures text-muted">{words.chunked(source, output, overlapTokens)}</p>;
}
