import { CLIENT_TYPES, ClientMessage } from '@/protocol/assessment-socket/messages';
import { unstorableField } from '@/server/api/unstorable-field';

/** A frame as a message, or what is wrong with it in one sentence. `null` is a binary frame. */
export function parseMessage(text: string | null): { message: ClientMessage } | { problem: string } {
  if (text === null) return { problem: 'Messages are JSON texts, not binary frames.' };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: 'The message is not valid JSON.' };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { problem: 'A message is an object with a type and data.' };
  const { type } = value as { type?: unknown };
  if (typeof type !== 'string') return { problem: 'The message has no type.' };
  if (type === 'submit_answer') {
    const answer = plainAnswer(value as { data?: unknown });
    if (answer) return { message: answer };
  }
  if (!CLIENT_TYPES.includes(type)) return { problem: `Unknown message type. Known are: ${CLIENT_TYPES.join(', ')}.` };
  const broken = unstorableField(value);
  if (broken) return { problem: `A broken character stands in ${broken.field} at position ${broken.position + 1}.` };
  const parsed = ClientMessage.safeParse(value);
  if (parsed.success) return { message: parsed.data };
  const fields = parsed.error.issues.map(
    ({ path, message }) => `${path.map(String).join('.') || 'message'}: ${message}`,
  );
  return { problem: `The ${type} message is not complete: ${fields.join('; ')}.` };
}

/**
 * The message that comes most, an answer as one text, read without the schema; null for whatever else it is, which the
 * schema then reads or refuses.
 */
function plainAnswer(value: { readonly data?: unknown }): ClientMessage | null {
  const { data } = value;
  if (typeof data !== 'object' || data === null) return null;
  if (Object.keys(value).length !== 2 || Object.keys(data).length !== 2) return null;
  const { question_id, selected_option } = data as Readonly<Record<string, unknown>>;
  if (!isPlain(question_id, 100) || !isPlain(selected_option, 1_000) || question_id === '') return null;
  return { type: 'submit_answer', data: { question_id, selected_option } };
}

const isPlain = (text: unknown, longest: number): text is string =>
  typeof text === 'string' && text.length <= longest && text.isWellFormed() && !text.includes('\0');
