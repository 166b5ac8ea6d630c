'use client';

import { useState } from 'react';
import { toast } from 'sonner';
import { AlertDialog } from '@/components/alert-dialog';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import type { RubricEntry } from '@/protocol/rubric';
import { api } from '@/trpc/react';
import { strings } from '../_strings';
import { RubricForm } from './rubric-form';

/** The organisation's own first, each with its wording and what can be done with it; then those of the product. */
export function RubricList({ initial, mayManage }: { initial: readonly RubricEntry[]; mayManage: boolean }) {
  const { data: rubrics = initial } = api.rubric.list.useQuery(undefined, { initialData: [...initial] });
  const [editing, setEditing] = useState<string | null>(null);
  const own = rubrics.filter(({ isOwn }) => isOwn);
  return (
    <div className="flex flex-col gap-8">
      <section className="flex flex-col gap-4">
        <h2 className="font-semibold text-xl">{strings.own}</h2>
        {own.length === 0 && <p className="text-muted">{strings.none}</p>}
        {own.map((rubric) =>
          editing === rubric.id ? (
            <RubricForm key={rubric.id} rubric={rubric} onDone={() => setEditing(null)} />
          ) : (
            <Entry key={rubric.id} rubric={rubric}>
              {mayManage && (
                <div className="mt-4 flex flex-wrap gap-3">
                  <Button size="small" onClick={() => setEditing(rubric.id)}>
                    {strings.edit}
                  </Button>
                  <Retire id={rubric.id} />
                </div>
              )}
            </Entry>
          ),
        )}
        {mayManage && editing === 'new' && <RubricForm rubric={null} onDone={() => setEditing(null)} />}
        {mayManage && editing === null && (
          <div>
            <Button variant="primary" onClick={() => setEditing('new')}>
              {strings.add}
            </Button>
          </div>
        )}
      </section>
      <section className="flex flex-col gap-4">
        <h2 className="font-semibold text-xl">{strings.builtIn}</h2>
        {rubrics
          .filter(({ isOwn }) => !isOwn)
          .map((rubric) => (
            <Entry key={rubric.id} rubric={rubric} />
          ))}
      </section>
    </div>
  );
}

function Entry({ rubric, children }: { rubric: RubricEntry; children?: React.ReactNode }) {
  return (
    <Card heading="h3" title={rubric.name} description={strings.version(rubric.version, rubric.hash.slice(0, 12))}>
      <p className="max-w-measure whitespace-pre-line wrap-anywhere">{rubric.text}</p>
      {children}
    </Card>
  );
}

function Retire({ id }: { id: string }) {
  const [isOpen, setOpen] = useState(false);
  const utils = api.useUtils();
  const retire = api.rubric.retire.useMutation({
    onSuccess: () => utils.rubric.list.invalidate(),
    onError: (error) => toast.error(error.data ? error.message : strings.failed),
    onSettled: () => setOpen(false),
  });
  return (
    <AlertDialog
      trigger={<Button size="small">{strings.retire}</Button>}
      open={isOpen}
      onOpenChange={setOpen}
      title={strings.retireTitle}
      description={strings.retireText}
      confirmLabel={strings.retire}
      cancelLabel={strings.keep}
      tone="danger"
      busy={retire.isPending}
      busyLabel={strings.retiring}
      onConfirm={() => retire.mutate({ id })}
    />
  );
}
