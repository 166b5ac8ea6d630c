import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { COLUMNS } from '@/server/exchange/csv/columns';
import { readFile } from '@/server/exchange/formats';
import { jsonSchema } from '@/server/exchange/json/json-format';

const DOCS = path.resolve(import.meta.dirname, '../../../docs');
const text = readFileSync(path.join(DOCS, 'item-formats.md'), 'utf8');

test('the published JSON Schema is that of the format (vitest -u writes it anew)', async () => {
  const schema = `${JSON.stringify(jsonSchema(), null, 2)}\n`;
  await expect(schema).toMatchFileSnapshot(path.join(DOCS, 'item-format.schema.json'));
});

test('every column of CSV is described', () => {
  const named = COLUMNS.map((column) => column.replace(/_(?:[2-9]|10)$/, '_1'));
  expect(named.filter((column) => !text.includes(`\`${column}\``))).toEqual([]);
});

test('the Markdown example of the description can be imported', async () => {
  const example = text
    .slice(text.indexOf('    # sql-null-comparison'))
    .split('\n')
    .map((line) => line.replace(/^ {4}/, ''))
    .join('\n');
  const { kind, reading } = await readFile(Buffer.from(example));
  expect(kind).toBe('markdown');
  expect(reading.refused).toEqual([]);
  expect(reading.items[0]!.record).toMatchObject({
    id: 'sql-null-comparison',
    skillId: 'sql',
    parameters: { difficulty: -1.5 },
    content: { type: 'singleChoice', keyId: 'b' },
  });
});
