import type { ClaimSplitter } from '@/core/evaluation/claim-splitter';
import type { Judge } from '@/core/evaluation/judge';
import type { SentenceSplitter } from '@/core/evaluation/reading';
import type { Rubric } from '@/core/evaluation/rubric';
import type { Verifier } from '@/core/evaluation/verifier';
import { createLlmClaimSplitter } from '@/server/llm/llm-claim-splitter';
import { createLlmJudge } from '@/server/llm/llm-judge';
import type { LlmSettings } from '@/server/llm/llm-settings';
import { createLlmVerifier } from '@/server/llm/llm-verifier';
import { builtInPanelFor } from './judges/built-in-panel';
import { trainedVerifier } from './trained-verifier';
import { createWinkSplitter } from './wink-splitter';

/** What a run is done with. */
export type Tools = {
  splitter: SentenceSplitter;
  claimSplitter: ClaimSplitter | null;
  verifier: Verifier;
  /** Checks what `verifier` cannot be asked for; null when it is the built-in one itself. */
  fallbackVerifier: Verifier | null;
  judges: readonly Judge[];
};

export type Toolbox = (rubric: Rubric, useModel: boolean) => Tools;

/** The built-in tools, and the configured model beside them where it is wanted. */
export function createToolbox(model: LlmSettings | null): Toolbox {
  const splitter = createWinkSplitter();
  const claimSplitter = model && createLlmClaimSplitter(model);
  const modelVerifier = model && createLlmVerifier(model);
  return (rubric, useModel) => {
    const isAsked = useModel && model !== null;
    return {
      splitter,
      claimSplitter: isAsked ? claimSplitter : null,
      verifier: isAsked && modelVerifier ? modelVerifier : trainedVerifier,
      fallbackVerifier: isAsked ? trainedVerifier : null,
      judges: isAsked ? [...builtInPanelFor(rubric), createLlmJudge(model, rubric)] : builtInPanelFor(rubric),
    };
  };
}
