import { type ItemModel, untilMade, type Variant } from '@/core/items/item-model';
import type { Random } from '@/core/items/random';
import { balancedByLength, type WrongOption } from './option-choice';

const HOSTS = ['shop.example', 'docs.example', 'api.example', 'news.example', 'maps.example'];
const WORDS = ['a', 'en', 'v2', 'list', 'items', 'guide', 'start', 'new', 'img', 'old', 'help', 'edit'];

function drawBase(random: Random, level: string): string {
  const path = random.shuffle(WORDS).slice(0, random.int(2, 4)).join('/');
  const ending = random.next() < 0.35 ? '/' : '';
  const query = level !== 'easy' && random.next() < 0.6 ? `?page=${random.int(1, 9)}` : '';
  const fragment = level !== 'easy' && random.next() < 0.3 ? '#top' : '';
  return `https://${random.pick(HOSTS)}/${path}${ending}${query}${fragment}`;
}

function drawReference(random: Random, level: string): string {
  const [one, two] = random.shuffle(WORDS) as [string, string];
  const easy = [`${one}`, `../${one}`, `./${one}`, `/${one}/${two}`, `${one}/${two}`, `../${one}/`];
  const medium = [`?page=${random.int(10, 19)}`, `#part${random.int(2, 9)}`, `//${random.pick(HOSTS)}/${one}`, `../?sort=${one}`, `/${one}?q=${two}`, `${one}#${two}`]; // biome-ignore format: one row
  const hard = [`../../${one}`, `../../../../${one}`, `../${one}/./${two}/..`, `./..`, `${one}/../../${two}`, `/../${one}/${two}/../`, `..?q=${one}`, `./../${one}#${two}`]; // biome-ignore format: one row
  return random.pick({ easy, medium, hard }[level]!);
}

function attempt(random: Random, level: string, shorter: number): Variant | null {
  const base = drawBase(random, level);
  const reference = drawReference(random, level);
  const { origin, pathname, search } = new URL(base);
  const resolve = (from: string, what = reference) => new URL(what, from).href;
  const key = resolve(base);
  const parent = new URL('..', base).href;
  const bare = reference.replace(/^\/+/, '');
  const wrong: WrongOption[] = [
    [resolve(`${origin}${pathname.replace(/\/?$/, '/')}`), 'takes the last segment of the base for a directory'],
    [resolve(`${origin}${pathname.replace(/\/$/, '')}`), 'overlooks the slash at the end of the base'],
    [resolve(origin), 'resolves everything from the root'],
    [resolve(parent), 'goes up one level too many'],
    [resolve(base, reference.replace('../', '')), 'goes up one level too few'],
    [resolve(`${origin}${pathname.replace(/\/?$/, '/')}`, bare || '.'), 'appends the reference to the whole base'],
    [resolve(base, bare || '.'), 'takes a leading slash for part of a relative path'],
    [resolve(base, reference.replace(/[?#].*$/, '') || '.'), 'drops the query or fragment of the reference'],
    [search === '' ? key : `${key.replace(/[?#].*$/, '')}${search}`, 'keeps the query of the base'],
    [
      /^[?#]/.test(reference) ? `${origin}${new URL('.', base).pathname}${reference}` : key,
      'drops the last segment for a query or fragment',
    ],
    [/^[?#]/.test(reference) ? `${origin}/${reference}` : key, 'hangs the query or fragment on the host'],
    [
      reference.startsWith('#') ? `${origin}${pathname}${reference}` : key,
      'drops the query although only the fragment changes',
    ],
    [
      key.endsWith('/') ? key.slice(0, -1) : `${key.replace(/([^/])([?#]|$)/, '$1/$2')}`,
      'is careless about the slash at the end',
    ],
  ];
  const valid = wrong.filter(([text]) => text.startsWith('https://'));
  const code = (text: string) => `\`${text}\``;
  const distractors = balancedByLength(
    random,
    code(key),
    shorter,
    valid.map(([text, why]) => [code(text), why] as const),
  );
  if (distractors === null) return null;
  const how = reference.startsWith('//')
    ? 'A reference that begins with two slashes keeps the scheme alone'
    : reference.startsWith('/')
      ? 'A leading slash replaces the whole path'
      : reference.startsWith('?')
        ? 'A reference that is only a query keeps the path and replaces query and fragment'
        : reference.startsWith('#')
          ? 'A reference that is only a fragment keeps path and query'
          : `A relative path replaces what follows the last slash of \`${pathname}\`; each \`..\` removes one more segment and stops at the root`;
  return {
    stem: `A page at \`${base}\` contains the link \`<a href="${reference}">\` and no \`base\` element. Where does the link lead?`,
    key: code(key),
    distractors,
    explanation: `${how} (RFC 3986, section 5.2): \`${key}\`.`,
    hint: 'Which parts of the base does the reference replace, and what counts as the directory of the page?',
  };
}

/** Where a relative reference leads. */
export const httpUrlResolution: ItemModel = {
  id: 'http-url-resolution',
  version: 1,
  skillId: 'http',
  title: 'Resolution of relative references',
  levels: [
    { id: 'easy', difficulty: -0.8, expectedTimeMs: 40_000 },
    { id: 'medium', difficulty: 0, expectedTimeMs: 45_000 },
    { id: 'hard', difficulty: 0.8, expectedTimeMs: 55_000 },
  ],
  generate(random, level) {
    const shorter = random.int(0, 3);
    return untilMade(() => attempt(random, level, shorter));
  },
};
