'use client';

import { Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { toast } from 'sonner';
import { AlertDialog } from '@/components/alert-dialog';
import { Button } from '@/components/button';
import { api } from '@/trpc/react';
import { strings } from '../../_library-strings';

const words = strings.remove;

/** Asks first, deletes, and goes back to the history. */
export function RemoveRun({ runId }: { runId: string }) {
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const remove = api.run.remove.useMutation({
    onSuccess: () => {
      toast.success(words.done);
      router.replace('/runs');
    },
    onError: (error) => {
      setOpen(false);
      toast.error(error.data?.domainCode === 'run_not_ended' ? words.active : words.failed);
    },
  });
  return (
    <AlertDialog
      trigger={<Button icon={<Trash2 aria-hidden className="size-4" />}>{words.button}</Button>}
      open={isOpen}
      onOpenChange={setOpen}
      title={words.title}
      description={words.text}
      confirmLabel={words.confirm}
      cancelLabel={words.keep}
      tone="danger"
      busy={remove.isPending || remove.isSuccess}
      busyLabel={words.busy}
      onConfirm={() => remove.mutate({ runId })}
    />
  );
}
