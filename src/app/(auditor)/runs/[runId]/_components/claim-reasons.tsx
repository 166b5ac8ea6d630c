import { Badge } from '@/components/badge';
import type { Reason } from '@/core/evaluation/claim';
import type { TextSpan } from '@/core/evaluation/text';
import type { RunSnapshot } from '@/protocol/run';
import { strings } from '../../_strings';

const words = strings.claim;

/** Each reason with its code, what stands in the output, and what in the source. */
export function ClaimReasons({ run, reasons }: { run: RunSnapshot; reasons: readonly Reason[] }) {
  const isOfDocument = reasons[0]?.code === 'document';
  const contradicts = isOfDocument ? words.documentContradicts : words.contradicts;
  const silent = isOfDocument ? words.documentSays : words.silent;
  return (
    <ul className="flex flex-col gap-3">
      {reasons.map((reason) => (
        <li
          key={`${reason.code} ${reason.outputSpan.start} ${reason.sourceSpan?.start}`}
          className="flex flex-col gap-1"
        >
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Badge tone={reason.isContradiction ? 'negative' : reason.code === 'document' ? 'accent' : 'unknown'}>
              {words.code[reason.code]}
            </Badge>
            <span className="text-muted">{reason.isContradiction ? contradicts : silent}</span>
          </span>
          <span className="wrap-anywhere">{reason.message}</span>
          <Quote name={words.inOutput} text={run.output} span={reason.outputSpan} />
          {reason.sourceSpan && <Quote name={words.inSource} text={run.source} span={reason.sourceSpan} />}
        </li>
      ))}
    </ul>
  );
}

function Quote({ name, text, span }: { name: string; text: string; span: TextSpan }) {
  return (
    <span className="flex gap-3">
      <span className="w-16 shrink-0 text-muted">{name}</span>
      <q className="line-clamp-3 whitespace-pre-line wrap-anywhere">{text.slice(span.start, span.end)}</q>
    </span>
  );
}
