import { type ItemModel, untilMade, type Variant } from '@/core/items/item-model';
import type { Random } from '@/core/items/random';
import { balancedByLength, type WrongOption } from './option-choice';

type Value = number | string | boolean | null | undefined;
type Sign = '||' | '&&' | '??';
type Node = { readonly value: Value } | { readonly sign: Sign; readonly left: Node; readonly right: Node };

const literal = (value: Value): string => (typeof value === 'string' ? `'${value}'` : String(value));

/** Nested operators in parentheses, since `??` must not stand beside `||` or `&&` without them. */
function print(node: Node, isInner = false): string {
  if ('value' in node) return literal(node.value);
  const text = `${print(node.left, true)} ${node.sign} ${print(node.right, true)}`;
  return isInner ? `(${text})` : text;
}

/** How an operator decides between its sides: what it returns is one of them. */
type Rules = Record<Sign, (left: Value, right: Value) => Value>;
const RULES: Rules = {
  '||': (left, right) => left || right,
  '&&': (left, right) => left && right,
  '??': (left, right) => left ?? right,
};
const MISREADINGS: readonly (readonly [Partial<Rules>, string])[] = [
  [{ '??': (left, right) => left || right }, 'lets ?? replace every falsy value'],
  [{ '||': (left, right) => left ?? right }, 'lets || replace null and undefined alone'],
  [{ '&&': (left, right) => left || right }, 'takes && for ||'],
  [{ '||': (left, right) => left && right }, 'takes || for &&'],
  [
    { '||': (left, right) => Boolean(left || right), '&&': (left, right) => Boolean(left && right) },
    'expects logical operators to give booleans',
  ],
  [{ '&&': (left) => left }, 'expects && to return its left side'],
  [{ '??': (_, right) => right }, 'expects ?? to prefer its right side'],
  [{ '||': (left, right) => (left === '' ? left : left || right) }, 'takes the empty string for truthy'],
  [
    {
      '||': (left, right) => (left === 0 ? left : left || right),
      '&&': (left, right) => (left === 0 ? right : left && right),
    },
    'takes zero for truthy',
  ],
];

function evaluate(node: Node, changed: Partial<Rules> = {}): Value {
  if ('value' in node) return node.value;
  return (changed[node.sign] ?? RULES[node.sign])(evaluate(node.left, changed), evaluate(node.right, changed));
}

function drawTree(random: Random, size: number): Node {
  if (size === 1) {
    const value = random.pick<Value>([
      0,
      '',
      null,
      undefined,
      false,
      true,
      random.int(1, 9),
      random.pick(['on', 'no', 'ok']),
    ]);
    return { value };
  }
  const split = random.int(1, size - 1);
  const sign = random.pick(['||', '&&', '??', '??'] as const);
  return { sign, left: drawTree(random, split), right: drawTree(random, size - split) };
}

const leaves = (node: Node): Value[] =>
  'value' in node ? [node.value] : [...leaves(node.left), ...leaves(node.right)];
const signs = (node: Node): Sign[] => ('value' in node ? [] : [node.sign, ...signs(node.left), ...signs(node.right)]);

function attempt(random: Random, level: string, shorter: number): Variant | null {
  const tree = drawTree(random, level === 'easy' ? 3 : level === 'medium' ? 4 : 5);
  if ('value' in tree || new Set(signs(tree)).size < 2 || new Set(leaves(tree)).size < (level === 'easy' ? 3 : 4))
    return null;
  const code = (value: Value) => `\`${literal(value)}\``;
  const key = evaluate(tree);
  const misread = MISREADINGS.map(([changed, why]): WrongOption => [code(evaluate(tree, changed)), why]);
  if (new Set(misread.map(([text]) => text).filter((text) => text !== code(key))).size < 2) return null;
  const rest = leaves(tree).map((value): WrongOption => [code(value), 'stops at the wrong operand']);
  const distractors = balancedByLength(random, code(key), shorter, [
    ...random.shuffle(misread),
    ...random.shuffle(rest),
  ]);
  // Options that are all numbers would be sorted; mixed ones are shuffled.
  if (distractors === null || [key, ...leaves(tree)].every((value) => typeof value === 'number')) return null;
  const steps: string[] = [];
  const walk = (node: Node): Value => {
    if ('value' in node) return node.value;
    const [left, right] = [walk(node.left), walk(node.right)];
    const result = RULES[node.sign](left, right);
    steps.push(`\`${literal(left)} ${node.sign} ${literal(right)}\` is ${code(result)}`);
    return result;
  };
  walk(tree);
  return {
    stem: `What does \`${print(tree)}\` evaluate to in JavaScript?`,
    key: code(key),
    distractors,
    explanation: `Each operator returns one of its operands: \`||\` the right one when the left is falsy, \`&&\` when it is truthy, \`??\` when it is null or undefined. ${steps.join(', ')}.`,
    hint: 'Work from the innermost parentheses outwards. Which values count as falsy, and which of these as missing?',
  };
}

/** Values of `||`, `&&` and `??`; the operators themselves give the key. */
export const javascriptOperators: ItemModel = {
  id: 'javascript-operators',
  version: 1,
  skillId: 'javascript',
  title: 'Logical operators and defaults',
  levels: [
    { id: 'easy', difficulty: -0.5, expectedTimeMs: 40_000 },
    { id: 'medium', difficulty: 0.1, expectedTimeMs: 50_000 },
    { id: 'hard', difficulty: 0.5, expectedTimeMs: 65_000 },
  ],
  generate(random, level) {
    const shorter = random.int(0, 3);
    return untilMade(() => attempt(random, level, shorter));
  },
};
