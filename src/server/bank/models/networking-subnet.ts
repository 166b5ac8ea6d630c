import { type Distractor, type ItemModel, untilMade, type Variant } from '@/core/items/item-model';
import type { Random } from '@/core/items/random';

/** Addresses are unsigned 32-bit numbers. */
const dotted = (address: number): string => [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.');
const mask = (prefix: number): number => (prefix === 0 ? 0 : (0xffffffff << (32 - prefix)) >>> 0);
const network = (address: number, prefix: number): number => (address & mask(prefix)) >>> 0;
const broadcast = (address: number, prefix: number): number => (network(address, prefix) | (~mask(prefix) >>> 0)) >>> 0;

/** A private address whose host part is neither all zeros nor all ones. */
function hostAddress(random: Random, prefix: number): number | null {
  const start = random.pick([
    [10, random.int(0, 255)],
    [172, random.int(16, 31)],
    [192, 168],
  ] as const);
  const address = ((start[0] << 24) | (start[1] << 16) | (random.int(0, 255) << 8) | random.int(0, 255)) >>> 0;
  return address === network(address, prefix) || address === broadcast(address, prefix) ? null : address;
}

/** The first three candidates that differ from the key and from each other. */
function three(key: string, candidates: readonly (readonly [string, string])[]): Distractor[] | null {
  const seen = new Set([key]);
  const chosen = candidates.flatMap(([text, misconception]) => {
    if (seen.has(text)) return [];
    seen.add(text);
    return [{ text, misconception }];
  });
  return chosen.length < 3 ? null : chosen.slice(0, 3);
}

function networkAddress(random: Random): Variant | null {
  const prefix = random.pick([18, 19, 20, 21, 22, 23, 25, 26, 27, 28, 29]);
  const address = hostAddress(random, prefix);
  if (address === null) return null;
  const key = dotted(network(address, prefix));
  const distractors = three(key, [
    [dotted(network(address, prefix + 1)), 'uses one bit too many'],
    [dotted(network(address, prefix - 1)), 'uses one bit too few'],
    [dotted(network(address, prefix < 24 ? 16 : 24)), 'cuts at the byte before the prefix'],
    [dotted(network(address, prefix < 24 ? 24 : 30)), 'cuts at the byte behind the prefix'],
    [dotted(network(address, prefix) + 2 ** (32 - prefix)), 'takes the next block'],
  ]);
  if (distractors === null) return null;
  return {
    stem: `A host has the address \`${dotted(address)}/${prefix}\`. What is the address of its network?`,
    key: `\`${key}\``,
    distractors: distractors.map((option) => ({ ...option, text: `\`${option.text}\`` })),
    explanation: `The mask of /${prefix} is ${dotted(mask(prefix))}. With all host bits zero, ${dotted(address)} gives ${key}; the block ends at ${dotted(broadcast(address, prefix))}.`,
    hint: 'Find the byte in which the prefix ends and the size of the blocks there.',
  };
}

function lastHost(random: Random): Variant | null {
  const prefix = random.pick([19, 20, 21, 22, 23, 25, 26, 27, 28]);
  const address = hostAddress(random, prefix);
  if (address === null) return null;
  const end = broadcast(address, prefix);
  const askBroadcast = random.next() < 0.4;
  const key = dotted(askBroadcast ? end : end - 1);
  const distractors = three(key, [
    [dotted(askBroadcast ? end - 1 : end), askBroadcast ? 'gives the last host' : 'gives the broadcast address'],
    [dotted(broadcast(address, prefix + 1) - (askBroadcast ? 0 : 1)), 'uses one bit too many'],
    [dotted(broadcast(address, prefix - 1) - (askBroadcast ? 0 : 1)), 'uses one bit too few'],
    [dotted((end | 255) - (askBroadcast ? 0 : 1)), 'runs to the end of the byte'],
    [dotted(network(address, prefix) + 1), 'gives the first host'],
  ]);
  if (distractors === null) return null;
  return {
    stem: `A host has the address \`${dotted(address)}/${prefix}\`. What is the ${askBroadcast ? 'broadcast address' : 'highest address a host may have'} in its network?`,
    key: `\`${key}\``,
    distractors: distractors.map((option) => ({ ...option, text: `\`${option.text}\`` })),
    explanation: `The block runs from ${dotted(network(address, prefix))} to ${dotted(end)}. The last address is for broadcast, so hosts go up to ${dotted(end - 1)}.`,
    hint: 'Where does the next block begin?',
  };
}

/** The longest prefix that covers three neighbouring blocks. */
function summary(random: Random): Variant | null {
  const prefix = random.int(22, 27);
  const base = hostAddress(random, prefix);
  if (base === null) return null;
  const size = 2 ** (32 - prefix);
  const first = network(base, prefix);
  const blocks = [first, first + size, first + 2 * size].slice(0, random.int(2, 3));
  const last = broadcast(blocks.at(-1)!, prefix);
  if (last > 0xffffffff || dotted(last).split('.')[0] !== dotted(first).split('.')[0]) return null;
  let common = prefix;
  while (network(first, common) !== network(last, common)) common--;
  if (common < 16) return null;
  const text = (start: number, length: number) => `\`${dotted(network(start, length))}/${length}\``;
  const key = text(first, common);
  const distractors = three(key, [
    [`\`${dotted(first)}/${prefix - 1}\``, 'widens by one bit without checking the start'],
    [text(first, common + 1), 'stops one bit too early'],
    [text(first, common - 1), 'goes one bit too far'],
    [`\`${dotted(first)}/${common}\``, 'leaves host bits in the address'],
    [text(last, prefix - 1), 'covers only the upper blocks'],
  ]);
  if (distractors === null) return null;
  return {
    stem: `Which is the smallest single IPv4 block in CIDR notation that covers ${blocks.map((block) => `\`${dotted(block)}/${prefix}\``).join(' and ')}?`,
    key,
    distractors,
    explanation: `The addresses run from ${dotted(first)} to ${dotted(last)}, and these two agree in their first ${common} bits, so ${key.replaceAll('`', '')} is the smallest block with both. A block must begin at a multiple of its size.`,
    hint: 'Write the first and the last address in binary and see how many leading bits they share.',
  };
}

const PROBLEM: Record<string, (random: Random) => Variant | null> = {
  easy: networkAddress,
  medium: lastHost,
  hard: summary,
};

/** Subnet arithmetic on IPv4 addresses (RFC 4632). */
export const networkingSubnet: ItemModel = {
  id: 'networking-subnet',
  version: 1,
  skillId: 'networking',
  title: 'IPv4 subnets',
  levels: [
    { id: 'easy', difficulty: -0.5, expectedTimeMs: 60_000 },
    { id: 'medium', difficulty: 0.3, expectedTimeMs: 75_000 },
    { id: 'hard', difficulty: 1.2, expectedTimeMs: 100_000 },
  ],
  generate: (random, level) => untilMade(() => PROBLEM[level]!(random)),
};
