/** A number with what was written after it (its unit, or nothing), or a sentence that says how to write it. */
export type ParsedNumber = { readonly value: number; readonly unit: string } | { readonly problem: string };

const NUMBER = /^([+-]?)([\d.,' ]*\d[\d.,' ]*)(?:(?:e|\*10\^|x10\^)([+-]?\d{1,3}))?\s*(.*)$/i;
const GROUPED = /^\d{1,3}(?:([.,' ])\d{3})(?:\1\d{3})*$/;

/**
 * Reads a number as people of different places write it: `1234.5`, `1234,5`, `1,234.5`, `1.234,5`, `1 234,5`, `1'234.5`,
 * `-3`, `−3`, `.5`, `6.02e23`, `6.02·10^23`, with or without a unit behind it. Digits of other scripts that NFKC folds
 * (full width) count as digits.
 *
 * With both marks in it the last is the decimal mark. A single comma before exactly three digits could be either: that is
 * refused with both readings, because taking the wrong one would be off by a thousand; a point is the decimal mark then,
 * as the page says. No guess is made about anything else.
 */
export function parseNumber(text: string): ParsedNumber {
  const plain = text
    .normalize('NFKC')
    .replace(/[−–‒﹣]/g, '-')
    .replace(/[’‘`´]/g, "'")
    .replace(/\s/g, ' ')
    .replace(/ ?[·×⋅] ?10 ?\^? ?/g, '*10^')
    .replace(/([+-]) (?=[\d.,])/, '$1')
    .trim();
  if (plain === '') return { problem: 'There is no number.' };
  const [, sign, digits, exponent, unit] = NUMBER.exec(plain) ?? [];
  if (digits === undefined) return { problem: `"${text.trim()}" does not begin with a number.` };
  const mantissa = readDigits(digits.trim());
  if ('problem' in mantissa) return mantissa;
  const value = Number(`${sign}${mantissa.digits}e${exponent ?? '0'}`);
  if (!Number.isFinite(value)) return { problem: 'The number is too large.' };
  return { value: value === 0 ? 0 : value, unit: unit!.trim() };
}

/** Digits with at most one point, the decimal one. */
function readDigits(written: string): { digits: string } | { problem: string } {
  const refused = { problem: `"${written}" is not a number: write it with digits and one decimal mark.` };
  const points = written.split('.').length - 1;
  const commas = written.split(',').length - 1;
  if (points > 0 && commas > 0) {
    const decimal = written.lastIndexOf('.') > written.lastIndexOf(',') ? '.' : ',';
    const [whole, fraction, ...more] = written.split(decimal);
    if (more.length > 0 || !/^\d*$/.test(fraction!) || !GROUPED.test(whole!)) return refused;
    return { digits: `${whole!.replace(/\D/g, '')}.${fraction || '0'}` };
  }
  if (points + commas > 1) return GROUPED.test(written) ? { digits: written.replace(/\D/g, '') } : refused;
  if (commas === 1 && /^[1-9]\d{0,2},\d{3}$/.test(written)) {
    const [thousands, decimal] = [written.replace(',', ''), written.replace(',', '.')];
    return { problem: `"${written}" could be ${thousands} or ${decimal}. Write ${thousands} or ${decimal}.` };
  }
  const mark = points === 1 ? '.' : commas === 1 ? ',' : null;
  const [whole, fraction = ''] = mark ? written.split(mark) : [written];
  const grouped = /[ ']/.test(whole!);
  if (grouped && !GROUPED.test(whole!)) return refused;
  if (!/^\d*$/.test(fraction) || (!grouped && !/^\d*$/.test(whole!))) return refused;
  return { digits: `${whole!.replace(/\D/g, '') || '0'}.${fraction || '0'}` };
}
