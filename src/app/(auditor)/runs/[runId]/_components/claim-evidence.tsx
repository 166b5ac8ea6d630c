'use client';

import { classNames } from '@/components/class-names';
import { formatPercent } from '@/components/format-number';
import type { Evidence } from '@/core/evaluation/claim';
import { strings } from '../../_strings';

const words = strings.claim;

export type ClaimEvidenceProps = {
  source: string;
  evidence: readonly Evidence[];
  shown: number;
  onShow: (index: number) => void;
};

/** Passages of the source, each a button that shows it in its place. The deciding word or figure stands out. */
export function ClaimEvidence({ source, evidence, shown, onShow }: ClaimEvidenceProps) {
  if (evidence.length === 0) return <p className="text-muted">{words.noEvidence}</p>;
  return (
    <ol className="flex flex-col gap-2" data-evidence>
      {evidence.map((passage, index) => (
        <li key={`${passage.start} ${passage.end}`}>
          <button
            type="button"
            aria-pressed={index === shown}
            onClick={() => onShow(index)}
            className={classNames(
              'w-full rounded-md border px-3 py-2 text-left transition-colors hover:bg-surface-sunken',
              index === shown ? 'border-accent border-2' : 'border-border-strong',
            )}
          >
            <span className="sr-only">{words.showInSource(index + 1)}: </span>
            <Passage source={source} passage={passage} />
            <span className="figures block text-muted">
              {words.role[passage.role]}, {words.coverage(formatPercent(passage.coverage))}
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}

function Passage({ source, passage: { start, end, focus } }: { source: string; passage: Evidence }) {
  if (!focus) return <span className="line-clamp-4 wrap-anywhere">{source.slice(start, end)}</span>;
  return (
    <span className="wrap-anywhere">
      {source.slice(start, focus.start)}
      <strong className="font-semibold underline decoration-2 decoration-double decoration-negative underline-offset-4">
        {source.slice(focus.start, focus.end)}
      </strong>
      {source.slice(focus.end, end)}
    </span>
  );
}
