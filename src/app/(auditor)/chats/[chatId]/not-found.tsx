import { EmptyState } from '@/components/empty-state';
import { LinkButton } from '@/components/link-button';
import { PageFrame } from '@/components/page-frame';
import { strings } from '../_strings';

export default function NotFound() {
  return (
    <PageFrame width="text">
      <h1 className="sr-only">{strings.notFound.title}</h1>
      <EmptyState title={strings.notFound.title} action={<LinkButton href="/chats">{strings.back}</LinkButton>}>
        {strings.notFound.text}
      </EmptyState>
    </PageFrame>
  );
}
