import { formatPercent } from '@/components/format-number';
import type { Evidence } from '@/core/evaluation/claim';
import { strings } from '../../_strings';

const words = strings.claim;

/** Passages of documents as they were when the verdict was reached: the whole passage, with what was cited in it marked. */
export function DocumentEvidence({ evidence }: { evidence: readonly Evidence[] }) {
  return (
    <ol className="flex flex-col gap-2">
      {evidence.map(({ document, start, end, role, coverage }) =>
        document ? (
          <li key={`${document.documentId} ${start}`} className="rounded-md border border-border-strong px-3 py-2">
            <p className="whitespace-pre-line wrap-anywhere">
              {document.text.slice(0, start - document.start)}
              <mark className="bg-transparent font-semibold text-text underline decoration-2 decoration-accent underline-offset-4">
                {document.text.slice(start - document.start, end - document.start)}
              </mark>
              {document.text.slice(end - document.start)}
            </p>
            <p className="figures text-muted wrap-anywhere">
              {words.inDocument(document.name, start, end)}: {words.role[role]},{' '}
              {words.coverage(formatPercent(coverage))}
            </p>
          </li>
        ) : null,
      )}
    </ol>
  );
}
