import { type ItemModel, untilMade, type Variant } from '@/core/items/item-model';
import type { Random } from '@/core/items/random';
import { setDistractors, type WrongSet } from './set-distractors';

type Cookie = {
  readonly name: string;
  readonly setBy: string;
  readonly domain: string | null;
  readonly path: string;
  readonly secure: boolean;
};
type Request = { readonly host: string; readonly path: string; readonly secure: boolean };

/** RFC 6265, section 5.1.3; a cookie without Domain belongs to the very host that set it. */
const domainMatches = ({ domain, setBy }: Cookie, host: string): boolean =>
  domain === null ? host === setBy : host === domain || host.endsWith(`.${domain}`);
/** RFC 6265, section 5.1.4. */
const pathMatches = ({ path: own }: Cookie, path: string): boolean =>
  path === own || (path.startsWith(own) && (own.endsWith('/') || path[own.length] === '/'));

const NAMES = ['sid', 'lang', 'cart', 'theme', 'csrf', 'seen', 'beta'];
const SITES = ['shop.example', 'bank.example', 'news.example'];
const PATHS = [
  ['/', '/app', '/app/admin', '/apple'],
  ['/', '/doc', '/doc/v2', '/docs'],
  ['/', '/api', '/api/v1', '/apis'],
];

function attempt(random: Random, level: string, smaller: number): Variant | null {
  const site = random.pick(SITES);
  const paths = random.pick(PATHS);
  const hosts = level === 'easy' ? [site] : [site, `www.${site}`, `my.${site}`];
  const cookies = random
    .shuffle(NAMES)
    .slice(0, 5)
    .map((name): Cookie => {
      const setBy = random.pick(hosts);
      const parents = hosts.filter((host) => setBy === host || setBy.endsWith(`.${host}`));
      return {
        name,
        setBy,
        domain: level === 'easy' || random.next() < 0.45 ? null : random.pick(parents),
        path: level === 'medium' ? '/' : random.pick(paths),
        secure: random.next() < 0.3,
      };
    });
  const request: Request = {
    host: random.pick(hosts),
    path: level === 'medium' ? '/' : random.pick([...paths.slice(1), `${paths[1]}/x`, `${paths[2]}/y`]),
    secure: random.next() < 0.55,
  };
  type Test = (cookie: Cookie) => boolean;
  const domain: Test = (cookie) => domainMatches(cookie, request.host);
  const path: Test = (cookie) => pathMatches(cookie, request.path);
  const safe: Test = (cookie) => request.secure || !cookie.secure;
  const names = (...tests: Test[]) =>
    cookies.filter((cookie) => tests.every((test) => test(cookie))).map(({ name }) => name);
  const listed = (list: readonly string[]) => (list.length === 0 ? 'nothing' : list.join(', '));
  const truth = names(domain, path, safe);
  const wrong: [string[], string][] = [
    [level === 'medium' ? names((one) => request.host === (one.domain ?? one.setBy), path, safe) : names(domain, (one) => request.path.startsWith(one.path), safe), level === 'medium' ? 'expects a cookie only at the very domain it names' : 'compares paths as plain text'], // biome-ignore format: one row
    [
      names((one) => request.host.endsWith(one.domain ?? one.setBy), path, safe),
      'lets a cookie without Domain reach subdomains',
    ],
    [
      names((one) => request.host === one.setBy, path, safe),
      'sends cookies back to the host that set them and to no other',
    ],
    [names(domain, path), 'sends Secure cookies over plain HTTP'],
    [names(domain, safe), 'overlooks the path'],
    [names(path, safe), 'overlooks the domain'],
    [names(domain, (one) => request.path === one.path || one.path === '/', safe), 'wants the path to be the same'],
    [names(domain, (one) => one.path.startsWith(request.path), safe), 'compares the paths the wrong way round'],
    [names(domain, path, (one) => !one.secure), 'takes Secure for unreadable'],
    [cookies.map(({ name }) => name), 'sends every cookie of the site'],
    [truth.slice(1), 'overlooks the first cookie that fits'],
    [truth.slice(0, -1), 'overlooks the last cookie that fits'],
  ];
  const distractors = setDistractors(
    random,
    { text: listed(truth), size: truth.length },
    smaller,
    wrong.map(([list, misconception]): WrongSet => ({ text: listed(list), size: list.length, misconception })),
  );
  if (distractors === null) return null;
  const key = listed(truth);
  if (key.length - distractors.reduce((sum, { text }) => sum + text.length, 0) / 3 >= 12) return null;
  const line = (cookie: Cookie) =>
    `${cookie.setBy}: Set-Cookie: ${cookie.name}=1; ${cookie.domain === null ? '' : `Domain=${cookie.domain}; `}Path=${cookie.path}${cookie.secure ? '; Secure' : ''}`;
  const out = cookies.filter(({ name }) => !truth.includes(name)).map((one) => `${one.name} (${domain(one) ? (path(one) ? 'Secure' : `path ${one.path}`) : one.domain === null ? `host ${one.setBy} alone` : `domain ${one.domain}`})`); // biome-ignore format: one row
  return {
    stem: `A browser has received these cookies; the host before the colon sent the field, over HTTPS. Which cookies does it send when a user of that site opens \`${request.secure ? 'https' : 'http'}://${request.host}${request.path}\`?\n\n\`\`\`\n${cookies.map(line).join('\n')}\n\`\`\``,
    key,
    distractors,
    explanation: `Without Domain a cookie returns to its own host alone, with Domain to that domain and its subdomains; the path must be the same or a directory above; Secure needs HTTPS. Left out: ${out.join(', ') || 'nothing'}. Sent: ${key}.`,
    hint: 'Check each cookie three times: host, path, scheme. Where does a path end?',
  };
}

/** Which cookies go with a request. */
export const httpCookies: ItemModel = {
  id: 'http-cookies',
  version: 1,
  skillId: 'http',
  title: 'Scope of cookies',
  levels: [
    { id: 'easy', difficulty: 0, expectedTimeMs: 75_000 },
    { id: 'medium', difficulty: 0.5, expectedTimeMs: 75_000 },
    { id: 'hard', difficulty: 1.2, expectedTimeMs: 100_000 },
  ],
  generate(random, level) {
    const smaller = random.int(0, 3);
    return untilMade(() => attempt(random, level, smaller));
  },
};
