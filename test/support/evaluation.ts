import type { ClaimVerdict, ReadClaim } from '@/core/evaluation/claim';
import { type ExtractedClaims, extractClaims } from '@/core/evaluation/claim-extraction';
import type { DocumentPassage } from '@/core/evaluation/document-passage';
import type { Judge, JudgeInput, Judgement, JudgeOutcome } from '@/core/evaluation/judge';
import { type Reading, readText } from '@/core/evaluation/reading';
import { NEW_RUN, type RunState, replayRun } from '@/core/evaluation/run';
import type { RunEvent, RunEventEnvelope } from '@/core/evaluation/run-event';
import { indexSource, type SourceIndex } from '@/core/evaluation/source-index';
import type { Verifier } from '@/core/evaluation/verifier';
import type { RunPipelineInput } from '@/server/evaluation/pipeline';
import { noCalls } from '@/server/evaluation/purse';
import { createWinkSplitter } from '@/server/evaluation/wink-splitter';

export const splitter = createWinkSplitter();

export const read = (text: string): Promise<Reading> => readText(text, splitter);
export const claimsOf = async (text: string): Promise<ExtractedClaims> => extractClaims(await read(text));
export const indexOf = async (text: string): Promise<SourceIndex> => indexSource(await read(text));

export async function aJudgeInput(source: string, output: string): Promise<JudgeInput> {
  const reading = await read(output);
  const index = await indexOf(source);
  const rubric = { id: 'factuality', version: 1, name: 'Factuality', text: 'Is it supported?' };
  return {
    source: index.reading,
    index,
    output: reading,
    question: null,
    claims: extractClaims(reading).claims,
    rubric,
    repeat: 1,
    calls: noCalls(),
  };
}

export function aJudgement(parts: Partial<Judgement> = {}): Judgement {
  return {
    status: 'judged',
    score: 80,
    confidence: 0.9,
    rationale: 'As scripted.',
    issues: [],
    opinions: [],
    usage: null,
    ...parts,
  };
}

export function aPassage(parts: Partial<DocumentPassage> = {}): DocumentPassage {
  const { start = 0, text = 'The laboratory in Lyon employs 412 researchers.' } = parts;
  return {
    documentId: 'handbook',
    name: 'handbook.md',
    ordinal: 0,
    score: 1,
    text,
    start,
    end: start + text.length,
    ...parts,
  };
}

type Script = JudgeOutcome | ((input: JudgeInput, signal: AbortSignal) => Promise<JudgeOutcome>);

export function aJudge(id: string, script: Script = aJudgement(), parts: Partial<Judge> = {}): Judge {
  return {
    id,
    name: id,
    kind: 'builtIn',
    provider: 'scripted',
    version: '1',
    deadlineMs: 10_000,
    judge: async (input, signal) => (typeof script === 'function' ? script(input, signal) : script),
    ...parts,
  };
}

export function aVerdict(claim: Pick<ReadClaim, 'id'>, parts: Partial<ClaimVerdict> = {}): ClaimVerdict {
  return {
    claimId: claim.id,
    label: 'SUPPORTED',
    probability: 0.8,
    confidence: 0.8,
    evidence: [],
    reasons: [],
    rationale: 'As scripted.',
    ...parts,
  };
}

export const aVerifier = (verdict: (claim: ReadClaim) => ClaimVerdict = aVerdict): Verifier => ({
  id: 'scripted',
  name: 'Scripted',
  verify: async (claim) => verdict(claim),
});

/** A store of events as the service keeps it: numbers them, and can be told to break. */
export function aRunLog() {
  const events: RunEventEnvelope[] = [];
  const listeners: ((event: RunEventEnvelope) => void)[] = [];
  return {
    events,
    onEvent: (listener: (event: RunEventEnvelope) => void) => listeners.push(listener),
    emit: async (batch: readonly RunEvent[]) => {
      for (const event of batch) {
        const stored = {
          ...event,
          seq: events.length + 1,
          at: new Date(events.length * 1000).toISOString(),
        } as RunEventEnvelope;
        events.push(stored);
        for (const listener of listeners) listener(stored);
      }
    },
    state: (): RunState => replayRun(events),
    types: () => events.map((event) => event.type),
  };
}

export function aPipelineInput(parts: Partial<RunPipelineInput> = {}): RunPipelineInput {
  return {
    runId: 'a run',
    texts: { source: SOURCE, output: OUTPUT, question: null },
    splitter,
    verifier: aVerifier(),
    judges: [aJudge('one'), aJudge('two', aJudgement({ score: 90 })), aJudge('three', aJudgement({ score: 85 }))],
    quorum: 2,
    emit: async () => {},
    already: NEW_RUN,
    signal: new AbortController().signal,
    clock: { now: () => 0 },
    ...parts,
  };
}

export const SOURCE = [
  'Marie Curie was born in Warsaw on 7 November 1867.',
  'She won the Nobel Prize in Physics in 1903 together with Pierre Curie and Henri Becquerel.',
  'In 1911 she received the Nobel Prize in Chemistry for the discovery of polonium and radium.',
  'The institute in Paris employed 45 researchers and did not accept private donations.',
].join(' ');

export const OUTPUT = [
  'Marie Curie was born in Warsaw on 7 November 1867.',
  'She received the Nobel Prize in Chemistry in 1921 for the discovery of polonium and radium.',
  'The institute in Paris employed 60 researchers.',
].join(' ');
