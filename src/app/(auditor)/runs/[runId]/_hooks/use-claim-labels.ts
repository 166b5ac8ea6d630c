'use client';

import { useMemo } from 'react';
import type { VerdictLabel } from '@/core/evaluation/claim';
import type { LabelEntry } from '@/protocol/label';
import { api } from '@/trpc/react';

export type ClaimLabels = {
  isLoading: boolean;
  isSaving: boolean;
  hasFailed: boolean;
  /** Claims of this run the person has labelled. */
  count: number;
  own: (claimId: string) => LabelEntry | null;
  others: (claimId: string) => readonly LabelEntry[];
  say: (claimId: string, verdict: VerdictLabel) => void;
  withdraw: (claimId: string) => void;
};

/** What people say of the claims of a run, and the ways to say it. What is shown is what the server has kept. */
export function useClaimLabels(runId: string): ClaimLabels {
  const utils = api.useUtils();
  const list = api.label.list.useQuery({ runId });
  const onSettled = () => utils.label.list.invalidate({ runId });
  const add = api.label.add.useMutation({ onSettled });
  const remove = api.label.withdraw.useMutation({ onSettled });
  const byClaim = useMemo(() => Map.groupBy(list.data ?? [], ({ claimId }) => claimId), [list.data]);
  const own = (claimId: string) => byClaim.get(claimId)?.find(({ isOwn }) => isOwn) ?? null;
  return {
    isLoading: list.isPending,
    isSaving: add.isPending || remove.isPending,
    hasFailed: list.isError || add.isError || remove.isError,
    count: [...byClaim.keys()].filter((claimId) => claimId !== null && own(claimId)).length,
    own,
    others: (claimId) => byClaim.get(claimId)?.filter(({ isOwn }) => !isOwn) ?? [],
    say: (claimId, verdict) => add.mutate({ runId, claimId, verdict }),
    withdraw: (claimId) => {
      const label = own(claimId);
      if (label) remove.mutate({ id: label.id });
    },
  };
}
