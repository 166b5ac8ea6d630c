import { type ItemModel, untilMade, type Variant } from '@/core/items/item-model';
import { drawKeyPlace, numericDistractors, type Slip } from '@/core/items/numeric-distractors';
import type { Random } from '@/core/items/random';

/** Response fields in seconds; `expires` is the distance of Expires from Date. */
export type Freshness = {
  readonly maxAge?: number;
  readonly sMaxAge?: number;
  readonly expires?: number;
  readonly age?: number;
};

/** Seconds a response is fresh from its generation on (RFC 9111, section 4.2.1). */
export function freshnessLifetime({ maxAge, sMaxAge, expires }: Freshness, shared: boolean): number {
  return (shared ? sMaxAge : undefined) ?? maxAge ?? expires ?? 0;
}

const clock = (seconds: number): string => new Date(Date.UTC(2026, 4, 12) + seconds * 1000).toUTCString();

function attempt(random: Random, level: string, place: number): Variant | null {
  const minutes = (lo: number, hi: number) => random.int(lo, hi) * 60;
  const shared = random.next() < 0.5;
  const hard = level === 'hard';
  const fields: Freshness = {
    ...(hard && random.next() < 0.3 ? {} : { maxAge: minutes(5, 60) }),
    ...(level !== 'easy' && random.next() < 0.7 ? { sMaxAge: minutes(5, 90) } : {}),
    ...(hard ? { expires: minutes(5, 120) } : {}),
    ...(random.next() < 0.75 ? { age: random.int(1, 50) * 10 } : {}),
  };
  const stored = random.int(3, 60) * 10; // how long ago it was stored
  const lifetime = freshnessLifetime(fields, shared);
  const age = (fields.age ?? 0) + stored;
  const key = lifetime - age;
  if (key < 10 || (level === 'easy' && fields.age === undefined)) return null;
  const otherCache = freshnessLifetime(fields, !shared);
  const slip = (value: number | undefined, misconception: string): Slip[] =>
    value === undefined ? [] : [{ value, misconception }];
  const distractors = numericDistractors(
    key,
    [
      ...slip(
        otherCache - age,
        shared ? 'leaves out s-maxage although the cache is shared' : 'lets s-maxage count for a private cache',
      ),
      ...slip(fields.expires === undefined ? undefined : fields.expires - age, 'lets Expires win over max-age'),
      ...slip(lifetime - stored, 'overlooks the age at which the response arrived'),
      ...slip(lifetime, 'starts the lifetime when the request comes'),
      ...slip(lifetime - (fields.age ?? 0), 'overlooks the time in this cache'),
      ...slip(lifetime + (fields.age ?? 0) - stored, 'adds the age instead of taking it off'),
      ...slip(age, 'gives the age instead of what is left'),
      ...slip(lifetime + age, 'adds the whole age'),
      ...slip(key - stored, 'takes the time in this cache off twice'),
      ...slip(fields.age === undefined ? undefined : key - fields.age, 'takes the Age field off twice'),
      ...slip(key - age, 'takes the whole age off twice'),
      ...slip(lifetime - 2 * stored, 'takes the time in this cache for the age on arrival'),
    ],
    place,
    { least: 0, telling: 3 },
  );
  if (distractors === null) return null;
  const now = random.int(6 * 60, 20 * 60) * 60;
  const directives = [
    ...(fields.sMaxAge === undefined ? [] : [`s-maxage=${fields.sMaxAge}`]),
    ...(fields.maxAge === undefined ? [] : [`max-age=${fields.maxAge}`]),
  ];
  const head = [
    'HTTP/1.1 200 OK',
    `Date: ${clock(now)}`,
    ...(directives.length > 0 ? [`Cache-Control: ${random.shuffle(directives).join(', ')}`] : []),
    ...(fields.expires === undefined ? [] : [`Expires: ${clock(now + fields.expires)}`]),
    ...(fields.age === undefined ? [] : [`Age: ${fields.age}`]),
  ];
  const rule = shared && fields.sMaxAge !== undefined ? 's-maxage decides in a shared cache' : fields.maxAge === undefined ? 'without a directive that applies, Expires less Date decides' : `max-age decides${fields.sMaxAge === undefined ? '' : ' in a private cache, where s-maxage does not count'}`; // biome-ignore format: one row
  const cache = shared ? 'A proxy shared by many users' : "A browser's private cache";
  return {
    stem: `${cache} stored this response ${stored} seconds ago${fields.age === undefined ? ', just as the origin made it' : ' (it had come through another cache, and its Age field was right when it arrived)'}. For how many more seconds is it fresh?\n\n\`\`\`http\n${head.join('\n')}\n\`\`\``,
    key: String(key),
    distractors,
    explanation: `By RFC 9111 ${rule}: ${lifetime} seconds. Its age is ${fields.age === undefined ? '' : `${fields.age} + `}${stored}${fields.age === undefined ? '' : ` = ${age}`}, so ${lifetime} - ${age} = ${key} seconds are left.`,
    hint: 'Settle the lifetime first, which depends on the kind of cache, and then how old the response is by now.',
  };
}

/** How long a stored response stays fresh. */
export const httpFreshness: ItemModel = {
  id: 'http-freshness',
  version: 1,
  skillId: 'http',
  title: 'Freshness of stored responses',
  levels: [
    { id: 'easy', difficulty: -0.3, expectedTimeMs: 60_000 },
    { id: 'medium', difficulty: 0.4, expectedTimeMs: 70_000 },
    { id: 'hard', difficulty: 1, expectedTimeMs: 80_000 },
  ],
  generate(random, level) {
    const place = drawKeyPlace(random);
    return untilMade(() => attempt(random, level, place));
  },
};
