'use client';

import { toast } from 'sonner';
import { Button } from '@/components/button';
import { Instant } from '@/components/instant';
import { Notice } from '@/components/notice';
import { LoadingRegion, Skeleton } from '@/components/skeleton';
import { Status } from '@/components/status';
import type { ShareEntry } from '@/protocol/run-share';
import { api } from '@/trpc/react';
import { strings } from '../../_library-strings';

const words = strings.share;

export function ShareList({ runId }: { runId: string }) {
  const shares = api.run.listShares.useQuery({ runId }, { staleTime: 0 });
  return (
    <section aria-label={words.existing}>
      <h3 className="font-medium">{words.existing}</h3>
      {shares.isPending && (
        <LoadingRegion label={words.loading}>
          <Skeleton className="mt-2 h-12 w-full" />
        </LoadingRegion>
      )}
      {shares.isError && (
        <Notice tone="negative" action={<Button onClick={() => void shares.refetch()}>{words.retry}</Button>}>
          {words.loadFailed}
        </Notice>
      )}
      {shares.data?.length === 0 && <p className="text-muted">{words.none}</p>}
      <ul className="divide-y">
        {shares.data?.map((share) => (
          <ShareLine key={share.id} runId={runId} share={share} />
        ))}
      </ul>
    </section>
  );
}

function ShareLine({ runId, share }: { runId: string; share: ShareEntry }) {
  const utils = api.useUtils();
  const revoke = api.run.revokeShare.useMutation({
    onError: () => toast.error(words.revokeFailed),
    onSettled: () => utils.run.listShares.invalidate({ runId }),
  });
  const isOver = Date.parse(share.expiresAt) <= Date.now();
  const isGood = share.revokedAt === null && !isOver;
  const [label, at] =
    share.revokedAt !== null
      ? [words.revoked, share.revokedAt]
      : [isOver ? words.expired : words.until, share.expiresAt];
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2">
          <Status tone={isGood ? 'positive' : 'unknown'} label={label} /> <Instant value={new Date(at)} />
        </p>
        <p className="text-muted wrap-anywhere">
          {words.madeBy(share.by)}. {words.opened(share.timesOpened)}
          {share.lastOpenedAt && (
            <>
              , {words.lastOpened} <Instant value={new Date(share.lastOpenedAt)} />
            </>
          )}
        </p>
      </div>
      {isGood && (
        <Button
          size="small"
          busy={revoke.isPending}
          busyLabel={words.revoking}
          onClick={() => revoke.mutate({ id: share.id })}
        >
          {words.revoke}
        </Button>
      )}
    </li>
  );
}
