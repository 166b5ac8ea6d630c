import { classNames } from './class-names';
import { parseRichText } from './parse-rich-text';
import { ScrollFrame } from './scroll-frame';
import { strings } from './strings';

export type RichTextProps = {
  /** Plain text with `code` and fenced code blocks. Never interpreted as HTML. */
  text: string;
  /** For a label or a line: no blocks, phrasing content only. */
  inline?: boolean;
  className?: string;
};

/** Text as people write it to each other about software. */
export function RichText({ text, inline = false, className }: RichTextProps) {
  const blocks = parseRichText(text);
  if (inline) return <span className={className}>{blocks.map((block, index) => renderInlineBlock(block, index))}</span>;
  return (
    <div className={classNames('flex flex-col gap-3', className)}>
      {blocks.map((block, index) =>
        block.kind === 'code' ? (
          <CodeBlock key={keyOf(index)} text={block.text} {...(block.language ? { language: block.language } : {})} />
        ) : (
          <p key={keyOf(index)} className="whitespace-pre-line">
            <Parts parts={block.parts} />
          </p>
        ),
      )}
    </div>
  );
}

type Block = ReturnType<typeof parseRichText>[number];

/** Blocks never move within a text, so their place names them. */
const keyOf = (index: number) => `part-${index}`;

function renderInlineBlock(block: Block, index: number) {
  return (
    <span key={keyOf(index)} className={index > 0 ? 'mt-2 block' : undefined}>
      {block.kind === 'code' ? (
        <code className="whitespace-pre-wrap font-mono">{block.text}</code>
      ) : (
        <span className="whitespace-pre-line">
          <Parts parts={block.parts} />
        </span>
      )}
    </span>
  );
}

function Parts({ parts }: { parts: Extract<Block, { kind: 'paragraph' }>['parts'] }) {
  return parts.map((part, index) =>
    part.kind === 'code' ? (
      <code
        key={keyOf(index)}
        className="rounded-sm bg-surface-sunken px-1 py-0.5 font-mono text-[0.94em] inset-ring inset-ring-border"
      >
        {part.text}
      </code>
    ) : (
      part.text
    ),
  );
}

export type CodeBlockProps = { text: string; language?: string; label?: string };

/** Code keeps its lines; too long ones scroll inside the frame, by keyboard as well. */
export function CodeBlock({ text, language, label = strings.code(language) }: CodeBlockProps) {
  return (
    <ScrollFrame label={label} className="rounded-md border bg-surface-sunken">
      <pre className="w-max min-w-full px-4 py-3 print:w-auto print:whitespace-pre-wrap">
        <code className="font-mono text-[0.94em] leading-6">{text}</code>
      </pre>
    </ScrollFrame>
  );
}
