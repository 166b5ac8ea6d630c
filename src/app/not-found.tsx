import type { Metadata } from 'next';
import { LinkButton } from '@/components/link-button';
import { PageFrame } from '@/components/page-frame';
import { PageHeader } from '@/components/page-header';
import { PageShell } from '@/components/page-shell';
import { FrontHeader } from './_components/front-header';
import { strings } from './strings';

export const metadata: Metadata = { title: strings.notFound.title };

export default function NotFound() {
  return (
    <PageShell header={<FrontHeader signIn={false} />}>
      <PageFrame width="text">
        <PageHeader title={strings.notFound.title} description={strings.notFound.text} />
        <LinkButton href="/" variant="primary">
          {strings.notFound.home}
        </LinkButton>
      </PageFrame>
    </PageShell>
  );
}
