import { ExchangeRefusal } from './problem';

const BROKEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what neither XML 1.0 nor a text file carries
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/**
 * Refuses what text formats cannot write down: control characters and halves of surrogate pairs.
 * @throws ExchangeRefusal `cannot_hold`
 */
export function assertPlainText(value: string): string {
  if (BROKEN.test(value))
    throw new ExchangeRefusal('cannot_hold', 'A text has a control character or half a character.');
  return value;
}
