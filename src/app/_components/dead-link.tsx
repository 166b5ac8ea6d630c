import { LinkButton } from '@/components/link-button';
import { PageFrame } from '@/components/page-frame';

export type DeadLinkProps = {
  title: string;
  /** What may have happened, what to do, and what else there is. */
  sentences: readonly string[];
  next: { href: string; label: string };
};

/** For links that are unknown, replaced or too old: what may have happened, and where to go. */
export function DeadLink({ title, sentences, next }: DeadLinkProps) {
  return (
    <PageFrame width="text" className="flex flex-1 flex-col items-start justify-center sm:pb-32">
      <h1 className="font-semibold text-3xl">{title}</h1>
      <div className="mt-4 flex max-w-measure flex-col gap-2">
        {sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
      <div className="mt-8">
        <LinkButton variant="primary" href={next.href}>
          {next.label}
        </LinkButton>
      </div>
    </PageFrame>
  );
}
