import { ErrorPanel } from '@/components/error-panel';
import { Notice } from '@/components/notice';
import type { RunState } from '@/core/evaluation/run';
import { strings } from '../../_strings';

const words = strings.run;

/** What a run that did not come to its end has kept. Nothing for one that did, or is on its way. */
export function RunEnding({ state }: { state: RunState }) {
  if (state.status === 'failed' && state.failure) {
    const { message, kept, recovery } = state.failure;
    return (
      <ErrorPanel title={words.failedTitle} kept={`${kept} ${keptOf(state)}`} next={recovery}>
        {message}
      </ErrorPanel>
    );
  }
  if (state.status === 'cancelled') {
    return (
      <Notice tone="unknown" live="polite" title={words.cancelledTitle}>
        {state.cancelReason} {keptOf(state)} {words.again}
      </Notice>
    );
  }
  return null;
}

function keptOf({ claims, verdicts, judges }: RunState): string {
  const reached = verdicts.filter((verdict) => verdict !== null).length;
  const answered = judges.filter(({ status }) => status === 'judged').length;
  return claims.length === 0 ? words.keptNothing : words.kept(reached, claims.length, answered);
}
