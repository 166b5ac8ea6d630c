'use client';

import { api } from '@/trpc/react';

/** What people say of a whole output, and the ways to say it. What is shown is what the server has kept. */
export function useOutputLabel(runId: string) {
  const utils = api.useUtils();
  const list = api.label.list.useQuery({ runId });
  const onSettled = () => utils.label.list.invalidate({ runId });
  const add = api.label.add.useMutation({ onSettled });
  const remove = api.label.withdraw.useMutation({ onSettled });
  const labels = list.data?.filter(({ claimId }) => claimId === null) ?? [];
  const own = labels.find(({ isOwn }) => isOwn) ?? null;
  return {
    isLoading: list.isPending,
    isSaving: add.isPending || remove.isPending,
    hasFailed: list.isError || add.isError || remove.isError,
    own,
    others: labels.filter(({ isOwn }) => !isOwn),
    say: (score: number, note: string) => add.mutate({ runId, score, note }),
    withdraw: () => own && remove.mutate({ id: own.id }),
  };
}
