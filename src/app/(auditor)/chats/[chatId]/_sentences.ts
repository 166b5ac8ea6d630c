/** Where a sentence or line ends, with the quotes and brackets that close it. */
const ENDS = /[.!?…。！？]["'”’»)\]]*(?=\s)|\n/gu;

/** Length of the text up to the end of its last whole sentence; 0 when there is none yet. */
export function wholeSentences(text: string): number {
  let end = 0;
  for (const match of text.matchAll(ENDS)) end = match.index + match[0].length;
  return end;
}
