import { EmptyState } from '@/components/empty-state';
import { LinkButton } from '@/components/link-button';
import { PageFrame } from '@/components/page-frame';
import { strings } from '../_strings';

export default function NotFound() {
  return (
    <PageFrame width="text">
      <EmptyState title={strings.notFound.title} action={<LinkButton href="/items">{strings.back}</LinkButton>}>
        {strings.notFound.text}
      </EmptyState>
    </PageFrame>
  );
}
