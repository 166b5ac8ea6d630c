import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ClientMessage } from '@/protocol/assessment-socket/messages';
import { parseMessage } from '@/server/wire/assessment/parse-message';

const text = fc.oneof(
  fc.constant(''),
  fc.string({ unit: 'binary', maxLength: 120 }),
  fc.constantFrom('\0', '\ud800', 'A'),
);
const value = fc.oneof(text, fc.integer(), fc.constant(null), fc.array(text, { maxLength: 2 }));

describe('an answer that is read without the schema', () => {
  test('means what the schema says, and what the schema refuses is refused', () => {
    const answer = fc.record(
      { question_id: value, selected_option: value, extra: value },
      { requiredKeys: ['question_id', 'selected_option'] },
    );
    const frame = fc.record(
      { type: fc.constant('submit_answer'), data: fc.oneof(answer, value), more: value },
      {
        requiredKeys: ['type', 'data'],
      },
    );
    fc.assert(
      fc.property(frame, (sent) => {
        const heard = parseMessage(JSON.stringify(sent));
        const expected = ClientMessage.safeParse(sent);
        const isStorable = !/\0/.test(allTexts(sent)) && allTexts(sent).isWellFormed();
        if (expected.success && isStorable) expect(heard).toEqual({ message: expected.data });
        else expect(heard).toHaveProperty('problem');
      }),
      { numRuns: 2_000 },
    );
  });
});

/** All texts of a value, one after the other with a space between. */
const allTexts = (part: unknown): string =>
  typeof part === 'object' && part !== null ? Object.values(part).map(allTexts).join(' ') : String(part);
