import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { LinkButton } from '@/components/link-button';
import { PageFrame } from '@/components/page-frame';
import { PageShell } from '@/components/page-shell';
import { isRegistrationOpen } from '@/trpc/server';
import { FrontHeader } from './_components/front-header';
import { MarkedText } from './_components/marked-text';
import { NarrowingBand } from './_components/narrowing-band';
import { strings } from './strings';

export default async function LandingPage() {
  const isOpen = await isRegistrationOpen();
  const words = strings.landing;
  return (
    <PageShell header={<FrontHeader signIn={false} />}>
      <PageFrame className="flex flex-col gap-12 sm:py-16 lg:gap-16">
        <div>
          <h1 className="max-w-2xl font-semibold text-3xl sm:text-4xl">{words.title}</h1>
          <div className="mt-6 flex flex-col gap-2 text-lg text-muted">
            {words.sentences.map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
          </div>
          <div className="mt-8 flex flex-wrap items-center gap-x-6 gap-y-4">
            <LinkButton href="/sign-in" variant="primary" className="px-8">
              {strings.signIn}
            </LinkButton>
            {isOpen && <LinkButton href="/register">{strings.createAccount}</LinkButton>}
            <p className="min-w-0 flex-1 basis-72 text-muted">{words.invited}</p>
          </div>
        </div>
        <section aria-labelledby="jobs">
          <h2 id="jobs" className="sr-only">
            {words.jobs}
          </h2>
          <div className="grid gap-6 md:grid-cols-2">
            <JobCard {...words.assess} drawing={<NarrowingBand />} />
            <JobCard {...words.audit} drawing={<MarkedText />} />
          </div>
        </section>
      </PageFrame>
    </PageShell>
  );
}

type JobCardProps = { title: string; text: string; points: readonly string[]; drawing: ReactNode };

function JobCard({ title, text, points, drawing }: JobCardProps) {
  return (
    <article className="flex flex-col overflow-clip rounded-lg border bg-surface-raised shadow-card">
      <div className="flex justify-center border-b bg-surface-sunken px-6 py-8">{drawing}</div>
      <div className="flex flex-1 flex-col gap-4 p-6">
        <h3 className="font-semibold text-xl">{title}</h3>
        <p className="text-muted">{text}</p>
        <ul className="mt-auto flex flex-col gap-2 pt-2">
          {points.map((point) => (
            <li key={point} className="flex items-start gap-3">
              <Check aria-hidden className="mt-1 size-4 shrink-0 text-accent" strokeWidth={2.5} />
              {point}
            </li>
          ))}
        </ul>
      </div>
    </article>
  );
}
