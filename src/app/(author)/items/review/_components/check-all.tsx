'use client';

import { ClipboardCheck } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { api } from '@/trpc/react';
import { TaskProgress } from '../../_components/task-progress';
import { strings } from '../../_strings';

/** Runs every gate over the whole bank, with its progress in place of the button. */
export function CheckAll() {
  const [taskId, setTaskId] = useState<string | null>(null);
  const check = api.item.runGates.useMutation();
  if (taskId) {
    return (
      <div className="w-72 max-w-full">
        <TaskProgress taskId={taskId} />
      </div>
    );
  }
  return (
    <>
      {check.error && (
        <Notice tone="negative" live="polite">
          {check.error.message}
        </Notice>
      )}
      <Button
        icon={<ClipboardCheck aria-hidden className="size-4" />}
        busy={check.isPending}
        busyLabel={strings.review.checkAllBusy}
        onClick={() => check.mutate({ target: 'all' }, { onSuccess: ({ taskId: id }) => setTaskId(id) })}
      >
        {strings.review.checkAll}
      </Button>
    </>
  );
}
