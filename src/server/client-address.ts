import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

/** Where the address of whoever asks stands once it is settled; what came under this name from outside is overwritten. */
const HEADER = 'x-client-address';

export type AddressRule = (request: IncomingMessage) => string;

/**
 * Whose address a request counts for: the connection's own, unless that is a proxy named here. Then X-Forwarded-For is read
 * from its end, past every proxy that is named too; the first address that is not is the client's. Whatever stands before it
 * anybody may have written. Without named proxies the header is never read.
 */
export function createAddressRule(proxies: readonly string[]): AddressRule {
  const trusted = new BlockList();
  for (const proxy of proxies) {
    const [address = '', bits] = proxy.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) trusted.addAddress(address, family);
    else trusted.addSubnet(address, Number(bits), family);
  }
  const isTrusted = (address: string) => trusted.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
  return (request) => {
    let address = plainAddress(request.socket.remoteAddress ?? '');
    if (address === null) return 'unknown';
    const told = String(request.headers['x-forwarded-for'] ?? '').split(',');
    while (isTrusted(address) && told.length > 0) {
      const next = plainAddress(told.pop()!);
      if (next === null) break;
      address = next;
    }
    return address;
  };
}

/** An address without port and brackets, IPv4 as such; null for what is none. */
function plainAddress(text: string): string | null {
  const trimmed = text.trim();
  const bare = /^\[(.+)\](?::\d+)?$/.exec(trimmed)?.[1] ?? /^([\d.]+):\d+$/.exec(trimmed)?.[1] ?? trimmed;
  const inner = /^::ffff:([\d.]+)$/i.exec(bare)?.[1] ?? bare;
  return isIP(inner) === 0 ? null : inner;
}

/** Settles whose request this is, for everything that counts by address. */
export function settleAddress(request: IncomingMessage, rule: AddressRule): void {
  request.headers[HEADER] = rule(request);
}

export const settledAddress = (headers: Readonly<Record<string, unknown>> | undefined): string =>
  String(headers?.[HEADER] ?? 'unknown');
