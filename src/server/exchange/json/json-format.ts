import { z } from 'zod';
import { decodeLongText } from '../decode-text';
import { type ItemRecord, ItemRecordSchema, type Reading } from '../item-record';
import { LIMITS } from '../limits';
import { createPace } from '../pace';
import { ExchangeRefusal, NOWHERE, problem } from '../problem';
import { ReadingBuilder } from '../reading';
import { jsonElements } from './json-elements';

const FORMAT = 'assay-items';
const VERSION = 1;

const Envelope = z.object({
  format: z.literal(FORMAT),
  formatVersion: z.literal(VERSION),
  items: z.array(z.unknown()),
});

/** Every item or refusal of an `assay-items` file. An element that is no item is refused alone. */
export async function readJson(bytes: Uint8Array, signal?: AbortSignal): Promise<Reading> {
  const pace = createPace(signal);
  const text = await decodeLongText(bytes, pace);
  const reading = new ReadingBuilder();
  for await (const found of jsonElements(text, pace)) {
    await pace();
    if ('envelope' in found) {
      assertEnvelope(found.envelope);
      continue;
    }
    const at = { ...NOWHERE, line: found.line };
    if (found.text.length > LIMITS.itemText) {
      reading.refuse(problem('document_too_large', `It has ${found.text.length} characters.`, at));
      continue;
    }
    try {
      reading.add(JSON.parse(found.text), at);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      reading.refuse(problem('row_malformed', `${error.message}.`, at));
    }
  }
  return reading.done();
}

function assertEnvelope(text: string): void {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new ExchangeRefusal('envelope_invalid', `${(error as Error).message}.`);
  }
  const parsed = Envelope.safeParse(value);
  if (!parsed.success) {
    throw new ExchangeRefusal('envelope_invalid', `It needs "format": "${FORMAT}" and "formatVersion": ${VERSION}.`);
  }
}

export function* writeJson(records: Iterable<ItemRecord>): Generator<string> {
  yield `{\n  "format": "${FORMAT}",\n  "formatVersion": ${VERSION},\n  "items": [`;
  let separator = '\n';
  for (const record of records) {
    yield separator + JSON.stringify(record, null, 2).replace(/^/gm, '    ');
    separator = ',\n';
  }
  yield '\n  ]\n}\n';
}

/** The JSON Schema (draft 2020-12) of a whole file, for those who write one with another program. */
export function jsonSchema(): unknown {
  const file = z.strictObject({
    format: z.literal(FORMAT),
    formatVersion: z.literal(VERSION),
    items: z.array(ItemRecordSchema),
  });
  return z.toJSONSchema(file, { io: 'input' });
}
