import { EmptyState } from '@/components/empty-state';
import { PageFrame } from '@/components/page-frame';
import { strings } from './_strings';

/** The same words for a link that is unknown, over or revoked: nothing here says which. */
export default function NotFound() {
  return (
    <PageFrame width="text">
      <h1 className="sr-only">{strings.deadTitle}</h1>
      <EmptyState title={strings.deadTitle}>{strings.dead}</EmptyState>
    </PageFrame>
  );
}
