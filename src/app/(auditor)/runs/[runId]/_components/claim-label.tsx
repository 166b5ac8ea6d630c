'use client';

import type { KeyboardEvent } from 'react';
import { Button } from '@/components/button';
import { VERDICT_LABELS } from '@/core/evaluation/claim';
import { chartStrings } from '../../_chart-strings';
import { useClaimLabels } from '../_hooks/use-claim-labels';

const words = chartStrings.label;

export type ClaimLabelProps = { runId: string; claimId: string; total: number; onSkip: () => void };

/** A person's own verdict on the claim. Digits work while the focus is in here, and stay here from claim to claim. */
export function ClaimLabel({ runId, claimId, total, onSkip }: ClaimLabelProps) {
  const labels = useClaimLabels(runId);
  const own = labels.own(claimId);
  const others = labels.others(claimId);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const verdict = VERDICT_LABELS[Number(event.key) - 1];
    if (verdict) labels.say(claimId, verdict);
    else if (event.key === '4') onSkip();
    else if (event.key === '0') labels.withdraw(claimId);
    else return;
    event.preventDefault();
  };
  const said = own?.verdict ? words.saved(words.verdict[own.verdict]) : '';
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: shortcuts of the buttons inside, each of which works by itself
    <div onKeyDown={onKeyDown} className="flex flex-col gap-3 print:hidden" data-label-claim={claimId}>
      <div>
        <h3 className="font-medium">{words.title}</h3>
        <p className="text-muted">{words.text}</p>
      </div>
      <fieldset>
        <legend className="sr-only">{words.title}</legend>
        <div className="flex flex-wrap gap-2">
          {VERDICT_LABELS.map((verdict, index) => (
            <Button
              key={verdict}
              size="small"
              variant={own?.verdict === verdict ? 'primary' : 'secondary'}
              aria-pressed={own?.verdict === verdict}
              aria-keyshortcuts={String(index + 1)}
              onClick={() => labels.say(claimId, verdict)}
            >
              {words.verdict[verdict]}
            </Button>
          ))}
          <Button size="small" variant="quiet" aria-keyshortcuts="4" onClick={onSkip}>
            {words.skip}
          </Button>
          {own && (
            <Button size="small" variant="quiet" aria-keyshortcuts="0" onClick={() => labels.withdraw(claimId)}>
              {words.withdraw}
            </Button>
          )}
        </div>
      </fieldset>
      <p role="status" className={labels.hasFailed ? 'text-negative' : undefined}>
        {labels.hasFailed ? words.failed : labels.isLoading ? words.loading : said}
      </p>
      {others.length > 0 && (
        <p className="text-muted">
          {words.others(
            others
              .flatMap(({ by, verdict }) => (verdict ? [`${by}: ${words.verdict[verdict].toLowerCase()}`] : []))
              .join(', '),
          )}
        </p>
      )}
      <p className="figures text-muted">
        {words.progress(labels.count, total)} {words.keys}
      </p>
    </div>
  );
}
