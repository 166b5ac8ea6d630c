import { type Distractor, type ItemModel, untilMade, type Variant } from '@/core/items/item-model';
import type { Random } from '@/core/items/random';
import { balancedByLength, type WrongOption } from './option-choice';

const SITES = ['shop.example', 'bank.example', 'mail.example', 'files.example'];
const PATHS = ['/', '/app', '/app/main', '/login', '/img/logo', '/v1/items', '/a/b'];

/** Scheme, host and port are the same (RFC 6454); the default port may be written out. */
const sameOrigin = (left: string, right: string): boolean => new URL(left).origin === new URL(right).origin;

function origins(random: Random, shorter: number): Variant | null {
  const site = random.pick(SITES);
  const scheme = random.pick(['https', 'https', 'http'] as const);
  const host = random.pick([site, `www.${site}`]);
  const port = random.pick(['', '', ':8443', ':8080']);
  const page = `${scheme}://${host}${port}${random.pick(PATHS)}`;
  const standard = scheme === 'https' ? ':443' : ':80';
  const foreign = scheme === 'https' ? ':80' : ':443';
  const other = scheme === 'https' ? 'http' : 'https';
  const path = () => random.pick(PATHS);
  const same = [
    `${scheme}://${host}${port}${path()}`,
    ...(port === '' ? [`${scheme}://${host}${standard}${path()}`] : []),
    `${scheme}://${host.toUpperCase()}${port}${path()}`,
    `${scheme}://user@${host}${port}${path()}`,
  ].filter((url) => url !== page);
  const wrong: WrongOption[] = [
    [`${other}://${host}${port}${new URL(page).pathname}`, 'overlooks the scheme'],
    [`${scheme}://${host}${port === '' ? ':8443' : ''}${path()}`, 'overlooks the port'],
    [`${scheme}://${host === site ? `www.${site}` : site}${port}${path()}`, 'takes hosts of one site for one origin'],
    [`${scheme}://api.${host}${port}${path()}`, 'takes a subdomain for the same origin'],
    [`${scheme}://${host}.evil.example${port}${path()}`, 'compares the beginning of the host'],
    [`${scheme}://${host}${foreign}${path()}`, 'takes any usual port for the standard one of the scheme'],
    [`${other}://${host}${standard}${path()}`, 'compares host and port and leaves out the scheme'],
    [
      `${scheme}://${host}@${random.pick(SITES.filter((one) => one !== site))}${port}${path()}`,
      'takes the user name for the host',
    ],
  ];
  const key = random.pick(same);
  const code = (text: string) => `\`${text}\``;
  if (wrong.some(([url]) => sameOrigin(url, page)) || !sameOrigin(key, page)) return null;
  const distractors = balancedByLength(random, code(key), shorter, random.shuffle(wrong).map(([url, why]) => [code(url), why] as const)); // biome-ignore format: one row
  if (distractors === null) return null;
  return {
    stem: `A page is loaded from \`${page}\`. Which address has the same origin?`,
    key: code(key),
    distractors,
    explanation: `The origin is scheme, host and port: \`${new URL(page).origin}\`, where the standard port (${standard.slice(1)} for ${scheme}) may be written or not. Path, user name and letter case of the host play no part. The others differ in at least one of the three.`,
    hint: 'Take each address apart: scheme, host, port. What stands before an @ is not the host.',
  };
}

type Source = {
  readonly scheme: string | null;
  readonly host: string;
  readonly port: string | null;
  readonly path: string;
};

/** Source list matching of CSP Level 3, section 6.7.2, for sources with a host; `https` pages. */
export function cspAllows(source: Source, address: string): boolean {
  const url = new URL(address);
  const scheme = url.protocol.slice(0, -1);
  const schemes = source.scheme === 'http' ? ['http', 'https'] : [source.scheme ?? 'https'];
  if (!schemes.includes(scheme)) return false;
  const wildcard = source.host.startsWith('*.');
  if (wildcard ? !url.hostname.endsWith(source.host.slice(1)) : url.hostname !== source.host) return false;
  if (source.port !== null && source.port !== '*' && source.port !== (url.port || (scheme === 'https' ? '443' : '80'))) return false; // biome-ignore format: one row
  if (source.port === null && url.port !== '') return false;
  if (source.path === '') return true;
  return source.path.endsWith('/') ? url.pathname.startsWith(source.path) : url.pathname === source.path;
}
const sourceText = ({ scheme, host, port, path }: Source): string =>
  `${scheme === null ? '' : `${scheme}://`}${host}${port === null ? '' : `:${port}`}${path}`;

function policy(random: Random, shorter: number): Variant | null {
  const [own, cdn, extra] = random.shuffle(SITES) as [string, string, string];
  const sources: Source[] = [
    { scheme: random.pick(['https', null]), host: `*.${cdn}`, port: null, path: random.pick(['', '', '/js/']) },
    {
      scheme: random.pick(['https', null]),
      host: extra,
      port: random.pick([null, '8443']),
      path: random.pick(['', '/lib/', '/app.js']),
    },
  ];
  const page: Source = { scheme: 'https', host: own, port: null, path: '' };
  const hosts = [own, `www.${own}`, cdn, `a.${cdn}`, `a.b.${cdn}`, extra, `x.${extra}`, `${cdn}.evil.example`];
  const drawn = Array.from({ length: 40 }, () => `${random.next() < 0.8 ? 'https' : 'http'}://${random.pick(hosts)}${random.next() < 0.25 ? ':8443' : ''}${random.pick(['/app.js', '/js/app.js', '/lib/app.js', '/lib/js/x.js', '/js'])}`); // biome-ignore format: one row
  const isAllowed = (url: string) => [page, ...sources].some((source) => cspAllows(source, url));
  const key = drawn.find((url) => isAllowed(url) && !url.startsWith(`https://${own}/`));
  if (key === undefined) return null;
  const reason = (url: string): string => {
    const { hostname, protocol, port } = new URL(url);
    if (hostname.endsWith('.evil.example')) return 'compares the beginning of the host';
    if (hostname === cdn) return 'lets the wildcard stand for the domain itself';
    if (hostname === `www.${own}`) return "takes subdomains for 'self'";
    if (hostname === `x.${extra}`) return 'lets a host stand for its subdomains';
    if (protocol === 'http:') return 'lets a secure source allow plain HTTP';
    if (port !== '' && hostname !== extra) return 'overlooks the port';
    return hostname === extra ? 'overlooks the port or the path of the source' : 'overlooks the path of the source';
  };
  const wrong = drawn.filter((url) => !isAllowed(url)).map((url): WrongOption => [`\`${url}\``, reason(url)]);
  const distractors: Distractor[] | null = balancedByLength(random, `\`${key}\``, shorter, wrong);
  if (distractors === null || new Set(distractors.map(({ misconception }) => misconception)).size < 3) return null;
  const because = [page, ...sources].find((source) => cspAllows(source, key))!;
  return {
    stem: `The page \`https://${own}/\` is served with this header. Which script may it load?\n\n\`\`\`http\nContent-Security-Policy: script-src 'self' ${sources.map(sourceText).join(' ')}\n\`\`\``,
    key: `\`${key}\``,
    distractors,
    explanation: `\`${sourceText(because)}\` allows it. A wildcard stands for one or more labels and not for the domain itself, a host without port for the standard port, a path that ends in a slash for everything below it and any other path for itself alone; a source without scheme takes HTTPS from the page.`,
    hint: 'Compare scheme, host, port and path one after the other with each source.',
  };
}

/** Origins and source lists. */
export const securityOrigin: ItemModel = {
  id: 'security-origin',
  version: 1,
  skillId: 'security',
  title: 'Same origin and content security policy',
  levels: [
    { id: 'easy', difficulty: -0.4, expectedTimeMs: 45_000 },
    { id: 'hard', difficulty: 1, expectedTimeMs: 80_000 },
  ],
  generate(random, level) {
    const shorter = random.int(0, 3);
    return untilMade(() => (level === 'easy' ? origins(random, shorter) : policy(random, shorter)));
  },
};
