export type InlinePart = { kind: 'text' | 'code'; text: string };
export type RichBlock =
  | { kind: 'paragraph'; parts: readonly InlinePart[] }
  | { kind: 'code'; language: string | undefined; text: string };

const FENCE = /^ {0,3}(`{3,}|~{3,})[ \t]*([\w#+.-]*)[^`]*$/;

/**
 * Splits plain text into paragraphs (at blank lines) and fenced code blocks; inside paragraphs, runs of equal backticks
 * enclose code. A fence that is never closed runs to the end, as in CommonMark 0.31 section 4.5; a backtick without a partner
 * is a backtick. Nothing else is read as markup, so texts that contain HTML or Markdown appear as they were written.
 */
export function parseRichText(source: string): RichBlock[] {
  const blocks: RichBlock[] = [];
  let paragraph: string[] = [];
  const flush = () => {
    if (paragraph.length > 0) blocks.push({ kind: 'paragraph', parts: parseInline(paragraph.join('\n')) });
    paragraph = [];
  };
  const lines = source.replace(/\r\n?/g, '\n').split('\n');
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index]!;
    const fence = FENCE.exec(line);
    if (fence) {
      flush();
      const code: string[] = [];
      for (index += 1; index < lines.length && !closes(lines[index]!, fence[1]!); index += 1) code.push(lines[index]!);
      blocks.push({ kind: 'code', language: fence[2] || undefined, text: code.join('\n') });
    } else if (line.trim() === '') flush();
    else paragraph.push(line);
  }
  flush();
  return blocks;
}

function closes(line: string, fence: string): boolean {
  const trimmed = line.trim();
  return trimmed.length >= fence.length && trimmed === fence[0]!.repeat(trimmed.length);
}

/** Text and code of one paragraph, in order; joined, they give the text back without the enclosing backticks. */
export function parseInline(text: string): InlinePart[] {
  const parts: InlinePart[] = [];
  const runs = [...text.matchAll(/`+/g)];
  let from = 0;
  for (let open = 0; open < runs.length; open += 1) {
    const ticks = runs[open]![0];
    const start = runs[open]!.index;
    const close = runs.findIndex((run, index) => index > open && run[0].length === ticks.length);
    if (close === -1) continue;
    const end = runs[close]!.index;
    if (start > from) parts.push({ kind: 'text', text: text.slice(from, start) });
    parts.push({ kind: 'code', text: unpad(text.slice(start + ticks.length, end)) });
    from = end + ticks.length;
    open = close;
  }
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) });
  return parts;
}

/** "`` `a` ``" is written with a space inside so that the code may begin with a backtick; that space is not code. */
function unpad(code: string): string {
  return /^ .* $/s.test(code) && code.trim() !== '' ? code.slice(1, -1) : code;
}
