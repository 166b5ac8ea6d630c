import type { Metadata } from 'next';
import { LinkButton } from '@/components/link-button';
import { Notice } from '@/components/notice';
import { PageFrame } from '@/components/page-frame';
import { PageHeader } from '@/components/page-header';
import { loadOr404, requireLogin, serverApi } from '@/trpc/server';
import { itemAddress } from '../_components/item-address';
import { ItemState } from '../_components/item-states';
import { TaskProgress } from '../_components/task-progress';
import { strings } from '../_strings';
import { ItemActions } from './_components/item-actions';
import { ItemTabs } from './_components/item-tabs';

export const metadata: Metadata = { title: strings.item.title };

type Props = { params: Promise<{ itemId: string }>; searchParams: Promise<{ version?: string }> };

export default async function ItemPage({ params, searchParams }: Props) {
  const id = decodeURIComponent((await params).itemId);
  const wanted = Number((await searchParams).version);
  const path = itemAddress(id);
  await requireLogin(path);
  const api = await serverApi();
  const version = Number.isInteger(wanted) && wanted > 0 ? wanted : null;
  const item = await loadOr404(path, api.item.get({ id, version }));
  const { shown, latest } = item;
  const words = strings.item;
  const title = (shown.content?.stem ?? item.previews[0]?.shown.stem ?? id)
    .replace(/```[\s\S]*$/, '')
    .replaceAll('`', '')
    .trim();
  return (
    <PageFrame width="wide">
      <PageHeader
        title={<span className="line-clamp-2 text-2xl wrap-anywhere">{title || id}</span>}
        back={{ href: '/items', label: strings.back }}
        meta={
          <>
            <ItemState status={shown.status} isPublished={shown.fromRevision !== null} />
            <span className="text-muted">{words.version(shown.version)}</span>
            <span className="text-muted">{strings.origins[shown.origin]}</span>
          </>
        }
        actions={shown.version === latest && <ItemActions item={item} />}
      />
      <div className="flex flex-col gap-6">
        {shown.version !== latest && (
          <Notice
            tone="caution"
            action={
              <LinkButton href={path} size="small">
                {words.toLatest}
              </LinkButton>
            }
          >
            {words.notLatest(shown.version, latest)}
          </Notice>
        )}
        {item.runningTask && <TaskProgress key={item.runningTask} taskId={item.runningTask} />}
        <ItemTabs item={item} />
      </div>
    </PageFrame>
  );
}
