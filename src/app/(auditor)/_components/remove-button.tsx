'use client';

import { useMutation } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { toast } from 'sonner';
import { AlertDialog } from '@/components/alert-dialog';
import { Button } from '@/components/button';

export type RemoveButtonProps = {
  words: { button: string; title: string; text: string; confirm?: string; busy: string; keep: string; failed: string };
  /** Where one is when the thing is gone. */
  home: string;
  remove: () => Promise<void>;
};

/** Deletes what the page is about: asks first, says why not, and leaves the page when it is done. */
export function RemoveButton({ words, home, remove }: RemoveButtonProps) {
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const removal = useMutation({
    mutationFn: remove,
    onSuccess: () => {
      router.replace(home);
      router.refresh();
    },
    onError: (error) => {
      setOpen(false);
      toast.error('data' in error && error.data ? error.message : words.failed);
    },
  });
  return (
    <AlertDialog
      trigger={<Button icon={<Trash2 aria-hidden className="size-4" />}>{words.button}</Button>}
      open={isOpen}
      onOpenChange={setOpen}
      title={words.title}
      description={words.text}
      confirmLabel={words.confirm ?? words.button}
      cancelLabel={words.keep}
      tone="danger"
      busy={removal.isPending || removal.isSuccess}
      busyLabel={words.busy}
      onConfirm={() => removal.mutate()}
    />
  );
}
