import type { Claim } from '@/core/evaluation/claim';
import { claimMatrix, consensusF1 } from '@/core/evaluation/claim-matrix';
import { withTokens } from '@/core/evaluation/claim-splitter';
import type { ClaimsOfModels } from '@/core/evaluation/claims-of-models';
import { readText, type SentenceSplitter } from '@/core/evaluation/reading';
import { isSameClaim, profileOf } from '@/core/evaluation/same-claim';
import { lexicon } from './trained-verifier';

/** The output of one model with the claims its run took out. */
export type ModelOutput = { modelId: string; output: string; claims: readonly Claim[] };

/** Which model states what, claims of the same meaning in one row, and how far each goes with the others. */
export async function claimsOfModels(
  outputs: readonly ModelOutput[],
  splitter: SentenceSplitter,
): Promise<ClaimsOfModels> {
  const read = await Promise.all(
    outputs.map(async ({ modelId, output, claims }) => ({
      modelId,
      claims: withTokens(claims, await readText(output, splitter)).map((claim) => ({
        claim,
        profile: profileOf(claim),
      })),
    })),
  );
  const matrix = claimMatrix(read, {
    isSame: (a, b) => isSameClaim(a.profile, b.profile, lexicon),
    keysOf: ({ profile }) => profile.terms.keys(),
  });
  const { models, average } = consensusF1(matrix, matrix.modelIds.join('/'));
  return {
    modelIds: matrix.modelIds,
    rows: matrix.rows.map(({ claim: { claim }, claims, support }) => ({
      claim: claim.statement ?? claim.text,
      claimIds: claims.map((stated) => stated.map(({ claim: { id } }) => id)),
      support,
    })),
    models,
    average,
  };
}
