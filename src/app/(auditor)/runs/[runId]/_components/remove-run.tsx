'use client';

import { toast } from 'sonner';
import { RemoveButton } from '@/app/(auditor)/_components/remove-button';
import { api } from '@/trpc/react';
import { strings } from '../../_library-strings';

const words = strings.remove;

/** Deletes an evaluation that has ended. */
export function RemoveRun({ runId }: { runId: string }) {
  const remove = api.run.remove.useMutation({ onSuccess: () => toast.success(words.done) });
  return <RemoveButton words={words} home="/runs" remove={() => remove.mutateAsync({ runId })} />;
}
