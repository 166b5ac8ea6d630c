import { type Distractor, type ItemModel, untilMade, type Variant } from '@/core/items/item-model';
import { drawKeyPlace, numericDistractors } from '@/core/items/numeric-distractors';
import type { Random } from '@/core/items/random';

type Expression =
  | { readonly op: 'variable'; readonly name: string }
  | { readonly op: 'not'; readonly of: Expression }
  | { readonly op: 'and' | 'or'; readonly left: Expression; readonly right: Expression };

const not = (of: Expression): Expression => ({ op: 'not', of });
const and = (left: Expression, right: Expression): Expression => ({ op: 'and', left, right });
const or = (left: Expression, right: Expression): Expression => ({ op: 'or', left, right });

/** The negation pushed inwards by one step, as people write it (De Morgan). */
function negated(expression: Expression): Expression {
  if (expression.op === 'not') return expression.of;
  if (expression.op === 'variable') return not(expression);
  const flip = expression.op === 'and' ? or : and;
  return flip(negated(expression.left), negated(expression.right));
}

const BINDING = { or: 1, and: 2, not: 3, variable: 4 } as const;

/** The expression in JavaScript, with the parentheses it needs and no others. */
function print(expression: Expression, outer = 0): string {
  const own = BINDING[expression.op];
  const text =
    expression.op === 'variable'
      ? expression.name
      : expression.op === 'not'
        ? `!${print(expression.of, own)}`
        : `${print(expression.left, own)} ${expression.op === 'and' ? '&&' : '||'} ${print(expression.right, own)}`;
  return own < outer ? `(${text})` : text;
}

function holds(expression: Expression, values: ReadonlyMap<string, boolean>): boolean {
  switch (expression.op) {
    case 'variable':
      return values.get(expression.name)!;
    case 'not':
      return !holds(expression.of, values);
    case 'and':
      return holds(expression.left, values) && holds(expression.right, values);
    case 'or':
      return holds(expression.left, values) || holds(expression.right, values);
  }
}

/** The truth table, one character per row. */
function table(expression: Expression, names: readonly string[]): string {
  return Array.from({ length: 2 ** names.length }, (_, row) =>
    holds(expression, new Map(names.map((name, bit) => [name, ((row >> bit) & 1) === 1]))) ? '1' : '0',
  ).join('');
}

const NAMES = [
  ['ready', 'signed', 'paid', 'open'],
  ['admin', 'owner', 'locked', 'guest'],
  ['cached', 'fresh', 'public', 'private'],
  ['valid', 'expired', 'trusted', 'revoked'],
  ['online', 'busy', 'muted', 'away'],
  ['urgent', 'assigned', 'closed', 'late'],
  ['draft', 'approved', 'hidden', 'archived'],
  ['p', 'q', 'r', 's'],
];

const literal = (random: Random, name: string): Expression =>
  random.next() < 0.4 ? not({ op: 'variable', name }) : { op: 'variable', name };
const joined = (random: Random, left: Expression, right: Expression): Expression =>
  random.next() < 0.5 ? and(left, right) : or(left, right);

/** Keeps the connectives and negates the parts: the classic mistake. */
function negatedParts(expression: Expression): Expression {
  if (expression.op === 'and') return and(negatedParts(expression.left), negatedParts(expression.right));
  if (expression.op === 'or') return or(negatedParts(expression.left), negatedParts(expression.right));
  return negated(expression);
}

/** Flips the connectives and leaves the parts. */
function flippedConnectives(expression: Expression): Expression {
  if (expression.op === 'and') return or(flippedConnectives(expression.left), flippedConnectives(expression.right));
  if (expression.op === 'or') return and(flippedConnectives(expression.left), flippedConnectives(expression.right));
  return expression;
}

/** Which expression equals the negation of this one? */
function equivalence(random: Random, size: 2 | 3): Variant | null {
  const names = random.shuffle(random.pick(NAMES)).slice(0, size);
  const parts = names.map((name) => literal(random, name));
  const pair = joined(random, parts[0]!, parts[1]!);
  const inner =
    size === 2 ? pair : random.next() < 0.5 ? joined(random, pair, parts[2]!) : joined(random, parts[2]!, pair);
  if (inner.op !== 'and' && inner.op !== 'or') return null;
  const key = negated(inner);
  const truth = table(key, names);
  const rivals: [Expression, string][] = [
    [negatedParts(inner), 'negates the parts and keeps the connectives'],
    [flippedConnectives(inner), 'changes the connectives and keeps the parts'],
    [{ ...inner, left: negated(inner.left) }, 'negates only the first part'],
    [{ ...negated(inner), right: inner.right } as Expression, 'leaves the last part as it was'],
    [inner, 'overlooks the negation'],
    [{ ...negated(inner), left: inner.left } as Expression, 'leaves the first part as it was'],
  ];
  const distractors: Distractor[] = [];
  const used = new Set([truth]);
  for (const [rival, misconception] of size === 2 ? rivals : random.shuffle(rivals)) {
    const rivalTruth = table(rival, names);
    if (used.has(rivalTruth)) continue;
    used.add(rivalTruth);
    distractors.push({ text: `\`${print(rival)}\``, misconception });
  }
  if (distractors.length < 3) return null;
  return {
    stem: `Which expression has the same value as \`!(${print(inner)})\` for all booleans?`,
    key: `\`${print(key)}\``,
    distractors: distractors.slice(0, 3),
    explanation: `De Morgan: negating swaps "and" with "or" and negates each part, so \`!(${print(inner)})\` is \`${print(key)}\`. Each other option differs from it for at least one combination of values.`,
    hint: 'Look for a combination of values for which the inner expression is just false.',
  };
}

/** For how many of the combinations is it true? */
function countTrue(random: Random, place: number): Variant | null {
  const names = random.pick(NAMES);
  const parts = names.map((name) => literal(random, name));
  const left = joined(random, parts[0]!, parts[1]!);
  const right = joined(random, parts[2]!, parts[3]!);
  const whole = random.pick([
    joined(random, left, right),
    joined(random, joined(random, left, parts[2]!), parts[3]!),
    joined(random, parts[0]!, joined(random, parts[1]!, right)),
  ]);
  const key = table(whole, names).replaceAll('0', '').length;
  const trues = (expression: Expression) => table(expression, names).replaceAll('0', '').length;
  const distractors = numericDistractors(
    key,
    [
      { value: trues(flippedConnectives(whole)), misconception: 'confuses "and" with "or"' },
      { value: 16 - key, misconception: 'counts the false combinations' },
      { value: trues(leftToRight(whole)), misconception: 'groups strictly from left to right' },
      { value: 8, misconception: 'expects half of the combinations' },
      { value: key + 2, misconception: 'counts a combination twice' },
      { value: key - 2, misconception: 'counts an overlap as excluded' },
    ],
    place,
    { least: 0, most: 16 },
  );
  if (distractors === null) return null;
  return {
    stem: `The four variables are booleans, so there are 16 combinations of values. For how many of them is \`${print(whole)}\` true?`,
    key: String(key),
    distractors,
    explanation: `"Not" binds before "and", and "and" before "or". Of the 16 rows of the truth table ${key} are true.`,
    hint: 'Split into cases by the weakest connective and mind the overlap.',
  };
}

/** The same tokens grouped without precedence. */
function leftToRight(expression: Expression): Expression {
  const flat = (node: Expression): (Expression | 'and' | 'or')[] =>
    node.op === 'and' || node.op === 'or' ? [...flat(node.left), node.op, ...flat(node.right)] : [node];
  const [first, ...rest] = flat(expression);
  let grouped = first as Expression;
  for (let i = 0; i < rest.length; i += 2) grouped = (rest[i] === 'and' ? and : or)(grouped, rest[i + 1] as Expression);
  return grouped;
}

/** Equivalence and counting, decided by truth tables. */
export const logicBoolean: ItemModel = {
  id: 'logic-boolean',
  version: 1,
  skillId: 'logic',
  title: 'Boolean expressions',
  levels: [
    { id: 'easy', difficulty: -1.1, expectedTimeMs: 45_000 },
    { id: 'medium', difficulty: 0, expectedTimeMs: 70_000 },
    { id: 'hard', difficulty: 1.2, expectedTimeMs: 100_000 },
  ],
  generate(random, level) {
    const place = drawKeyPlace(random);
    return untilMade(() =>
      level === 'hard' ? countTrue(random, place) : equivalence(random, level === 'easy' ? 2 : 3),
    );
  },
};
