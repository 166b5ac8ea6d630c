import { classNames } from './class-names';
import { type CodeTone, highlightCode } from './highlight-code';
import { ScrollFrame } from './scroll-frame';
import { strings } from './strings';

const TONE = {
  plain: '',
  keyword: 'text-code-keyword',
  string: 'text-code-string',
  number: 'text-code-number',
  comment: 'text-code-comment italic',
  name: 'text-code-name',
} as const satisfies Record<CodeTone, string>;

/** Parts never move within a line, so their place names them. */
const keyOf = (place: number) => `part-${place}`;

export type CodeListingProps = {
  text: string;
  language: string;
  /** 1-based. Marked by a bar and an arrow, and said to screen readers; never by colour alone. */
  highlightedLines?: readonly number[];
};

/** Code with numbered lines. Long lines scroll inside the frame, by keyboard as well. */
export function CodeListing({ text, language, highlightedLines = [] }: CodeListingProps) {
  const lines = highlightCode(text, language);
  const digits = `${String(lines.length).length}ch`;
  return (
    <ScrollFrame label={strings.code(language)} className="rounded-md border bg-surface-sunken">
      <pre className="w-max min-w-full py-3 font-mono text-[0.94em] leading-6 print:w-auto print:whitespace-pre-wrap">
        <code>
          {lines.map((parts, index) => {
            const number = index + 1;
            const isMarked = highlightedLines.includes(number);
            return (
              <span
                key={number}
                className={classNames(
                  'flex border-l-4 pr-4 pl-2',
                  isMarked ? 'border-accent bg-accent-soft' : 'border-transparent',
                )}
              >
                {isMarked && <span className="sr-only">{strings.markedLine(number)} </span>}
                <span aria-hidden className="w-4 shrink-0 select-none text-accent">
                  {isMarked ? '▸' : ''}
                </span>
                <span
                  aria-hidden
                  className="figures mr-4 shrink-0 select-none text-right text-muted"
                  style={{ minInlineSize: digits }}
                >
                  {number}
                </span>
                <span>
                  {parts.map(({ text: part, tone }, place) => (
                    <span key={keyOf(place)} className={TONE[tone] || undefined}>
                      {part}
                    </span>
                  ))}
                  {'\n'}
                </span>
              </span>
            );
          })}
        </code>
      </pre>
    </ScrollFrame>
  );
}
