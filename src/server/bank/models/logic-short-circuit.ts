import { type ItemModel, untilMade, type Variant } from '@/core/items/item-model';
import type { Random } from '@/core/items/random';
import { setDistractors, type WrongSet } from './set-distractors';

type Node =
  | { readonly op: 'call'; readonly name: string }
  | { readonly op: 'not'; readonly of: Node }
  | { readonly op: '&&' | '||'; readonly left: Node; readonly right: Node };

const BINDING = { '||': 1, '&&': 2, not: 3, call: 4 } as const;

/** The expression in JavaScript with the parentheses it needs. */
function print(node: Node, outer = 0): string {
  const own = BINDING[node.op];
  const text =
    node.op === 'call' ? `${node.name}()` : node.op === 'not' ? `!${print(node.of, own)}` : `${print(node.left, own)} ${node.op} ${print(node.right, own + 1)}`; // biome-ignore format: one row
  return own < outer ? `(${text})` : text;
}

type Reading = { readonly lazy?: boolean; readonly swap?: boolean; readonly not?: boolean };

/** Evaluates and notes each call made; the readings are the mistakes people make. */
function evaluate(node: Node, values: ReadonlyMap<string, boolean>, calls: string[], reading: Reading = {}): boolean {
  const { lazy = true, swap = false, not = true } = reading;
  if (node.op === 'call') {
    calls.push(node.name);
    return values.get(node.name)!;
  }
  if (node.op === 'not') return evaluate(node.of, values, calls, reading) !== not;
  const left = evaluate(node.left, values, calls, reading);
  const isDecided = (node.op === '&&') === swap ? left : !left;
  if (lazy && isDecided) return left;
  const right = evaluate(node.right, values, calls, reading);
  return node.op === '&&' ? left && right : left || right;
}

/** The same calls joined strictly from left to right. */
function flattened(node: Node): Node {
  const parts: { node: Node; op: '&&' | '||' }[] = [];
  const walk = (at: Node, op: '&&' | '||') => {
    if (at.op === '&&' || at.op === '||') {
      walk(at.left, op);
      walk(at.right, at.op);
    } else parts.push({ node: at, op });
  };
  walk(node, '&&');
  return parts.slice(1).reduce<Node>((left, { node: right, op }) => ({ op, left, right }), parts[0]!.node);
}

const NAMES = [
  ['ready', 'signed', 'paid', 'sent', 'open'],
  ['fits', 'cached', 'fresh', 'known', 'clean'],
  ['admin', 'owner', 'guest', 'staff', 'robot'],
  ['moved', 'saved', 'valid', 'empty', 'ended'],
];

function drawTree(random: Random, names: readonly string[]): Node {
  if (names.length === 1) {
    const call: Node = { op: 'call', name: names[0]! };
    return random.next() < 0.3 ? { op: 'not', of: call } : call;
  }
  const split = random.int(1, names.length - 1);
  const [left, right] = [drawTree(random, names.slice(0, split)), drawTree(random, names.slice(split))];
  return { op: random.pick(['&&', '||'] as const), left, right };
}

function attempt(random: Random, level: string, smaller: number): Variant | null {
  const names = random.shuffle(random.pick(NAMES)).slice(0, level === 'easy' ? 3 : level === 'medium' ? 4 : 5);
  const tree = drawTree(random, names);
  const values = new Map(names.map((name) => [name, random.next() < 0.5]));
  const called = (node: Node, reading?: Reading) => {
    const calls: string[] = [];
    evaluate(node, values, calls, reading);
    return calls;
  };
  const truth = called(tree);
  if (truth.length === names.length && random.next() < 0.8) return null;
  const wrong: [string[], string][] = [
    [names.slice(), 'evaluates every operand'],
    [called(tree, { swap: true }), 'stops && at true and || at false'],
    [called(flattened(tree)), 'joins strictly from left to right'],
    [called(tree, { not: false }), 'overlooks the negation'],
    [names.slice(0, truth.length + 1), 'makes one call too many'],
    [names.slice(0, truth.length - 1), 'makes one call too few'],
    [names.slice(0, 1), 'decides after the first call'],
    [truth.filter((name) => values.get(name)), 'counts the calls that return true'],
    [truth.slice(0, -1), 'overlooks the last call'],
    [[...truth, ...names.filter((name) => !truth.includes(name)).slice(-1)], 'jumps to the last operand'],
  ];
  const listed = (list: readonly string[]) => list.join(', ');
  const candidates = wrong.flatMap(([list, misconception]): WrongSet[] => list.length === 0 ? [] : [{ text: listed(list), size: list.length, misconception }]); // biome-ignore format: one row
  const distractors = setDistractors(random, { text: listed(truth), size: truth.length }, smaller, candidates);
  if (distractors === null) return null;
  const key = listed(truth);
  if (key.length - distractors.reduce((sum, { text }) => sum + text.length, 0) / 3 >= 12) return null;
  const functions = names.map((name) => `const ${name} = () => ${values.get(name)};`);
  const skipped = names.filter((name) => !truth.includes(name));
  return {
    stem: `Which functions are called, in this order, when \`${print(tree)}\` is evaluated?\n\n\`\`\`js\n${random.shuffle(functions).join('\n')}\n\`\`\``,
    key,
    distractors,
    explanation: `\`&&\` skips its right side when the left is false, \`||\` when it is true, and \`&&\` binds before \`||\`. Called: ${truth.map((name) => `${name} (${values.get(name)})`).join(', ')}.${skipped.length > 0 ? ` Skipped: ${skipped.join(', ')}.` : ''}`,
    hint: 'Put in the parentheses that precedence implies, then ask at each operator whether its left side is enough.',
  };
}

/** Which operands are evaluated at all. */
export const logicShortCircuit: ItemModel = {
  id: 'logic-short-circuit',
  version: 1,
  skillId: 'logic',
  title: 'Operands evaluated by && and ||',
  levels: [
    { id: 'easy', difficulty: -0.8, expectedTimeMs: 45_000 },
    { id: 'medium', difficulty: 0, expectedTimeMs: 60_000 },
    { id: 'hard', difficulty: 0.7, expectedTimeMs: 75_000 },
  ],
  generate(random, level) {
    const smaller = random.int(0, 3);
    return untilMade(() => attempt(random, level, smaller));
  },
};
