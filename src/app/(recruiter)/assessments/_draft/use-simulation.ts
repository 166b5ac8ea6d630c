'use client';

import { skipToken } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '@/trpc/react';
import type { SimulationDraft, SimulationOutcome } from './simulation-draft';

type Progress = { readonly played: number; readonly people: number };

/** One simulation at a time. An outcome stays, with the draft it is of, until the next one takes its place. */
export function useSimulation() {
  const [running, setRunning] = useState<SimulationDraft | null>(null);
  const [progress, setProgress] = useState<Progress | null>(null);
  const [result, setResult] = useState<{ draft: SimulationDraft; outcome: SimulationOutcome } | null>(null);
  const [refused, setRefused] = useState<{ draft: SimulationDraft; sentence: string } | null>(null);
  const stop = () => {
    setRunning(null);
    setProgress(null);
  };
  api.assessment.onSimulation.useSubscription(running ?? skipToken, {
    onData: (update) => {
      if (update.kind === 'progress') {
        setProgress(update);
        return;
      }
      if (running) setResult({ draft: running, outcome: update });
      stop();
    },
    onError: ({ message }) => {
      if (running) setRefused({ draft: running, sentence: message.replace(/^(graph|rules)[\w.]*: /, '') });
      stop();
    },
  });
  const start = (draft: SimulationDraft) => {
    setRefused(null);
    setProgress(null);
    setRunning(draft);
  };
  return { isRunning: running !== null, progress, result, refused, start, stop };
}
