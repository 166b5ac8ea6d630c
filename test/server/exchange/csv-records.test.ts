import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bareCell, protectCell } from '@/server/exchange/csv/cells';
import { csvRecords } from '@/server/exchange/csv/records';

const cell = fc
  .array(fc.constantFrom('a', 'ß', '👩', '"', ',', ';', '\n', '\r\n', ' ', '=', '1'), { minLength: 1, maxLength: 6 })
  .map((parts) => parts.join(''));
const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 });

async function cellsOf(text: string, delimiter: string): Promise<(readonly string[] | null)[]> {
  const found: (readonly string[] | null)[] = [];
  for await (const { cells } of csvRecords(text, delimiter, () => undefined)) found.push(cells);
  return found;
}

test('rows are read as csv-parse reads them, whatever the separator and line ends', async () => {
  await fc.assert(
    fc.asyncProperty(
      rows,
      fc.constantFrom(',', ';', '\t'),
      fc.constantFrom('\n', '\r\n'),
      async (written, delimiter, end) => {
        const text = stringify(written, { delimiter, record_delimiter: end, quoted: true });
        const expected = parse(text, {
          delimiter,
          relax_column_count: true,
          skip_empty_lines: true,
          record_delimiter: end,
        });
        expect(await cellsOf(text, delimiter)).toEqual(expected);
        expect(expected).toEqual(written);
      },
    ),
  );
});

test('what a spreadsheet would run is written as text and comes back as it was', () => {
  for (const text of ['=1+1', '+a', '-a', '@a', '\t=1', '\r=1', '＝1', "'", "'=1", "''=1"]) {
    expect(protectCell(text)).toBe(`'${text}`);
    expect(bareCell(protectCell(text))).toBe(text);
  }
  for (const text of ['-1.5', '12', 'a=b', "a'b", '-2e-7']) expect(protectCell(text)).toBe(text);
});
