import { api } from '@/trpc/react';
import { domainCodeOf, meaningOf } from '../_delivery';
import type { Assessment } from './use-assessment';

/** What a candidate can do beside answering. Whatever comes of it, the page then shows what the server has. */
export function useConduct(sessionId: string, assessment: Assessment) {
  const { apply, refetch, block, device: writer } = assessment;
  const options = {
    onSuccess: async ({ events }: { events: Parameters<typeof apply>[0] }) => {
      if (events.length === 0) await refetch(new AbortController().signal);
      else apply(events);
    },
    onError: (error: unknown) => {
      const meaning = meaningOf(error);
      if (meaning && meaning.kind !== 'outdated') block(meaning.kind);
      else if (domainCodeOf(error) !== null) void refetch(new AbortController().signal);
    },
  };
  const pause = api.session.pause.useMutation(options);
  const resume = api.session.resume.useMutation(options);
  const setAside = api.session.setAside.useMutation(options);
  const flag = api.session.flagItem.useMutation(options);
  const takeOver = api.session.takeOver.useMutation(options);
  const all = [pause, resume, setAside, flag, takeOver];
  return {
    isBusy: all.some((command) => command.isPending),
    /** The server could not be reached: the same can be tried again. */
    hasFailed: all.some((command) => command.isError && domainCodeOf(command.error) === null),
    pause: () => pause.mutate({ sessionId, writer }),
    resume: () => resume.mutate({ sessionId, writer }),
    setAside: (position: number) => setAside.mutate({ sessionId, writer, position }),
    flag: (position: number, flagged: boolean) => flag.mutate({ sessionId, writer, position, flagged }),
    takeOver: () => writer && takeOver.mutate({ sessionId, writer }),
  };
}

export type Conduct = ReturnType<typeof useConduct>;
