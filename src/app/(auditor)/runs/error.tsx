'use client';

import { FailedPage } from '@/app/_components/failed-page';
import { strings } from './_strings';

export default function ErrorPage(failed: { error: Error & { digest?: string }; reset: () => void }) {
  return <FailedPage {...failed} words={strings.error} back={{ href: '/runs', label: strings.back }} />;
}
