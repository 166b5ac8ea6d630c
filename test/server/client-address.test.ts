import type { IncomingMessage } from 'node:http';
import { describe, expect, test } from 'vitest';
import { createAddressRule, settleAddress, settledAddress } from '@/server/client-address';

const request = (remoteAddress: string | undefined, headers: Record<string, string> = {}) =>
  ({ socket: { remoteAddress }, headers }) as unknown as IncomingMessage;
const told = (forwarded: string) => ({ 'x-forwarded-for': forwarded });

describe('whose address a request counts for', () => {
  test('is the connection, whatever a header says, as long as no proxy is named', () => {
    const rule = createAddressRule([]);
    expect(rule(request('203.0.113.9', told('198.51.100.1')))).toBe('203.0.113.9');
    expect(rule(request('127.0.0.1', told('198.51.100.1')))).toBe('127.0.0.1');
    expect(rule(request('::ffff:203.0.113.9'))).toBe('203.0.113.9');
    expect(rule(request(undefined))).toBe('unknown');
  });

  const rule = createAddressRule(['127.0.0.1', '10.0.0.0/8', 'fd00::/8']);
  test.each([
    ['a named proxy is believed', '127.0.0.1', '198.51.100.1', '198.51.100.1'],
    ['only the last address it did not write itself counts', '127.0.0.1', '1.1.1.1, 198.51.100.1', '198.51.100.1'],
    ['named proxies behind one another are passed', '127.0.0.1', '198.51.100.1, 10.1.2.3', '198.51.100.1'],
    ['a proxy that nobody named counts for itself', '203.0.113.9', '198.51.100.1', '203.0.113.9'],
    ['an address with a port is an address', '10.1.1.1', '198.51.100.1:4711', '198.51.100.1'],
    ['IPv6 in brackets is one too', 'fd00::1', '[2001:db8::7]:4711', '2001:db8::7'],
    ['an IPv4 proxy seen over IPv6 is the same', '::ffff:127.0.0.1', '198.51.100.1', '198.51.100.1'],
    ['what is no address ends the reading', '127.0.0.1', '198.51.100.1, nonsense', '127.0.0.1'],
    ['nothing told leaves the proxy', '127.0.0.1', '', '127.0.0.1'],
    ['a list of proxies alone leaves the first of them', '127.0.0.1', '10.0.0.1, 10.0.0.2', '10.0.0.1'],
  ])('%s', (_, remote, forwarded, expected) => {
    expect(rule(request(remote, told(forwarded)))).toBe(expected);
  });

  test('overwrites what was sent under the name it is kept by', () => {
    const asked = request('203.0.113.9', { 'x-client-address': '127.0.0.1' });
    settleAddress(asked, createAddressRule([]));
    expect(settledAddress(asked.headers)).toBe('203.0.113.9');
    expect(settledAddress(undefined)).toBe('unknown');
  });
});
