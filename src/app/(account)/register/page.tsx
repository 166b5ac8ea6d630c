import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { DeadLink } from '@/app/_components/dead-link';
import { PageFrame } from '@/components/page-frame';
import { currentLogin, isRegistrationOpen } from '@/trpc/server';
import { RegisterForm } from './_components/register-form';
import { strings } from './_strings';

export const metadata: Metadata = { title: strings.title };

/** An account for anybody, where the server takes registrations. */
export default async function RegisterPage() {
  if (await currentLogin()) redirect('/home');
  if (!(await isRegistrationOpen()))
    return <DeadLink {...strings.closed} next={{ href: '/sign-in', label: strings.signIn }} />;
  return (
    <PageFrame width="text" className="flex flex-1 flex-col items-center">
      <div className="w-full max-w-md">
        <h1 className="font-semibold text-3xl">{strings.title}</h1>
        <p className="mt-2 text-muted">{strings.description}</p>
        <div className="mt-6 rounded-lg border bg-surface-raised p-6 shadow-card">
          <RegisterForm />
        </div>
        <p className="mt-6 text-muted">{strings.joining}</p>
        <p className="mt-2 text-muted">
          {strings.haveAccount}{' '}
          <Link href="/sign-in" className="text-link underline">
            {strings.signIn}
          </Link>
        </p>
      </div>
    </PageFrame>
  );
}
