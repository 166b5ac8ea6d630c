import type { TextSpan } from './text';

const MIN_LENGTH = 3;

/**
 * Finds a quotation in a text: to the letter, else with white space, case and the shape of quotes and dashes set aside. What is not
 * found was not quoted: null. Quotations shorter than three characters prove nothing and are not looked up.
 */
export function locateQuote(text: string, quote: string): TextSpan | null {
  const wanted = quote.trim().replaceAll(/^["“”'‘’]+|["“”'‘’]+$/gu, '');
  if (wanted.length < MIN_LENGTH) return null;
  const exact = text.indexOf(wanted);
  if (exact !== -1) return { start: exact, end: exact + wanted.length };
  const pattern = wanted
    .replaceAll(/[.*+?^${}()|[\]\\/]/gu, '\\$&')
    .replaceAll(/\s+/gu, '\\s+')
    .replaceAll(/["“”„]/gu, '["“”„]')
    .replaceAll(/['‘’]/gu, "['‘’]")
    .replaceAll(/[–—-]/gu, '[–—-]');
  const hit = new RegExp(pattern, 'iu').exec(text);
  return hit ? { start: hit.index, end: hit.index + hit[0].length } : null;
}
