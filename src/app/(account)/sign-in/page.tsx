import type { Metadata } from 'next';
import Link from 'next/link';
import { Notice } from '@/components/notice';
import { PageFrame } from '@/components/page-frame';
import { isRegistrationOpen } from '@/trpc/server';
import { strings } from '../_strings';
import { SignInForm } from './_components/sign-in-form';

export const metadata: Metadata = { title: strings.title };

type Query = { callbackUrl?: string | string[]; error?: string | string[] };

/** next-auth sends people here with `callbackUrl`, and with `error` when something needs saying. */
export default async function SignInPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { callbackUrl, error } = await searchParams;
  const isOpen = await isRegistrationOpen();
  const notice = typeof error === 'string' ? noticeFor(error) : null;
  return (
    <PageFrame width="text" className="flex flex-1 flex-col items-center sm:justify-center sm:pb-32">
      <div className="w-full max-w-md">
        <h1 className="font-semibold text-3xl">{strings.title}</h1>
        <p className="mt-2 text-muted">{strings.description}</p>
        {notice && <Notice {...notice} className="mt-6" />}
        <div className="mt-6 rounded-lg border bg-surface-raised p-6 shadow-card">
          <SignInForm {...(typeof callbackUrl === 'string' ? { callbackUrl } : {})} />
        </div>
        {isOpen && (
          <p className="mt-6 text-muted">
            {strings.noAccount}{' '}
            <Link href="/register" className="text-link underline">
              {strings.register}
            </Link>
          </p>
        )}
        <p className="mt-2 text-muted">{strings.invited}</p>
      </div>
    </PageFrame>
  );
}

function noticeFor(error: string) {
  if (Object.hasOwn(strings.notice, error)) {
    return { tone: 'accent' as const, children: strings.notice[error as keyof typeof strings.notice] };
  }
  return { tone: 'negative' as const, children: strings.refusal.other };
}
