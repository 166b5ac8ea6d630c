import { type ItemModel, untilMade, type Variant } from '@/core/items/item-model';
import type { Random } from '@/core/items/random';
import { firstDistinct, type WrongOption } from './option-choice';

type Route = { readonly network: number; readonly prefix: number; readonly via: string };

const maskOf = (prefix: number): number => (prefix === 0 ? 0 : (0xffffffff << (32 - prefix)) >>> 0);
const contains = ({ network, prefix }: Route, address: number): boolean => (address & maskOf(prefix)) >>> 0 === network;
const dotted = (address: number): string => [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.');
const blockText = ({ network, prefix }: Route): string => `${dotted(network)}/${prefix}`;

/** The last address of a block. */
const lastOf = ({ network, prefix }: Route): number => (network | ~maskOf(prefix)) >>> 0;

/** The most specific route that contains the address (RFC 1812, section 5.2.4.3). */
function chosen(routes: readonly Route[], address: number): Route {
  return routes.filter((route) => contains(route, address)).toSorted((left, right) => right.prefix - left.prefix)[0]!;
}

const PREFIXES: Record<string, readonly number[]> = {
  easy: [8, 16, 24],
  medium: [12, 18, 20, 22],
  hard: [13, 19, 21, 26, 27, 28],
};

function attempt(random: Random, level: string): Variant | null {
  const address = (random.pick([10, 172, 192]) * 2 ** 24 + random.int(0, 2 ** 24 - 1)) >>> 0;
  const prefixes = random.shuffle(PREFIXES[level]!).slice(0, 3);
  const hops = random.shuffle(['north', 'south', 'east', 'west', 'core', 'edge']);
  const around = prefixes.map((prefix): Route => {
    const near = random.next() < 0.45 ? 2 ** (32 - prefix) * random.pick([1, -1]) : 0; // the block beside the right one
    return { network: ((address + near) & maskOf(prefix)) >>> 0, prefix, via: '' };
  });
  const extra = random.pick(PREFIXES[level]!);
  around.push({
    network: ((address + 2 ** (32 - extra) * random.pick([1, -1, 2])) & maskOf(extra)) >>> 0,
    prefix: extra,
    via: '',
  });
  const routes = random
    .shuffle([{ network: 0, prefix: 0, via: '' }, ...around])
    .map((route, index) => ({ ...route, via: hops[index]! }));
  if (new Set(routes.map(blockText)).size !== routes.length) return null;
  const matching = routes.filter((route) => contains(route, address));
  const route = chosen(routes, address);
  if (matching.length < 2 && random.next() < 0.8) return null; // only the default route left: keep that rare
  const fallback = routes.find(({ prefix }) => prefix === 0)!;
  const longest = routes.toSorted((left, right) => right.prefix - left.prefix)[0]!;
  const nearest = routes.filter(({ prefix }) => prefix > 0).toSorted((l, r) => Math.abs(l.network - address) - Math.abs(r.network - address)); // biome-ignore format: one row
  const wrong: WrongOption[] = [
    [
      matching.toSorted((left, right) => left.prefix - right.prefix).find(({ prefix }) => prefix > 0)?.via ??
        fallback.via,
      'takes the widest block that contains the address',
    ],
    [longest.via, 'takes the longest prefix without checking that it contains the address'],
    [fallback.via, 'falls back on the default route although another one fits'],
    [matching[0]!.via, 'takes the first route that contains the address'],
    ...nearest.map(
      (near): WrongOption => [near.via, 'takes a block that looks similar and ends before or begins after the address'],
    ),
  ];
  const distractors = firstDistinct(route.via, wrong);
  if (distractors === null || distractors.every(({ misconception }) => misconception.startsWith('takes a block')))
    return null;
  const because = routes.map(
    (one) =>
      `${blockText(one)} ${contains(one, address) ? 'contains it' : `(${dotted(one.network)} to ${dotted(lastOf(one))}) does not`}`,
  );
  return {
    stem: `A router has these routes. Through which next hop does it send a packet for \`${dotted(address)}\`?\n\n\`\`\`\n${routes.map((one) => `${blockText(one).padEnd(18)} via ${one.via}`).join('\n')}\n\`\`\``,
    key: route.via,
    distractors,
    explanation: `Of the routes that contain the address the longest prefix wins. ${because.join('; ')}. So it is ${blockText(route)} via ${route.via}.`,
    hint: 'Work out first which blocks contain the address; the order of the table does not matter.',
  };
}

/** Longest-prefix match. */
export const networkingRoute: ItemModel = {
  id: 'networking-route',
  version: 1,
  skillId: 'networking',
  title: 'Choice of a route',
  levels: [
    { id: 'easy', difficulty: -0.7, expectedTimeMs: 50_000 },
    { id: 'medium', difficulty: 0.4, expectedTimeMs: 80_000 },
    { id: 'hard', difficulty: 1, expectedTimeMs: 100_000 },
  ],
  generate: (random, level) => untilMade(() => attempt(random, level)),
};
