/**
 * Regular expressions that cannot hang. A pattern is parsed into an automaton and run by keeping all states it may be in
 * (Thompson 1968, CACM 11(6)), so a text of n characters costs at most n times the number of states, whatever the
 * pattern. Patterns that would be catastrophic for a backtracking engine (a repetition without a bound inside another)
 * are refused as well, because exported items run in such engines.
 *
 * The language is the part of JavaScript's that both kinds of engine agree on: literals, `.`, classes, `\d \w \s` and
 * their opposites, groups, alternatives, `* + ? {n} {n,} {n,m}`. No look-around, no references, no word boundaries. A
 * pattern has to match the whole text; `^` and `$` at its ends are allowed and change nothing.
 */
export type SafePattern = { matches(text: string): boolean };

const LONGEST_PATTERN = 500;
const MOST_STATES = 2_000;
const MOST_REPEATS = 100;
const DEEPEST = 20;

type Test = (char: string) => boolean;
type Node =
  | { kind: 'char'; test: Test }
  | { kind: 'sequence'; parts: Node[] }
  | { kind: 'choice'; branches: Node[] }
  | { kind: 'repeat'; body: Node; least: number; most: number };

class Refused extends Error {}
const refuse = (problem: string): never => {
  throw new Refused(problem);
};

/** The pattern ready to run, or a sentence that says why it cannot be used. */
export function compilePattern(source: string): SafePattern | { readonly problem: string } {
  try {
    if (source.length > LONGEST_PATTERN) refuse(`it has more than ${LONGEST_PATTERN} characters.`);
    const tree = parse([...source.replace(/^\^/, '').replace(/(?<!\\)((?:\\\\)*)\$$/, '$1')]);
    refuseNestedRepeats(tree, false);
    const states = build(tree);
    return { matches: (text) => run(states, text) };
  } catch (error) {
    if (error instanceof Refused) return { problem: error.message };
    throw error;
  }
}

const CLASSES: Readonly<Record<string, Test>> = {
  d: (char) => /^[0-9]$/.test(char),
  w: (char) => /^[A-Za-z0-9_]$/.test(char),
  s: (char) => /^\s$/.test(char),
};
const CONTROLS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** Recursive descent over code points; `at` is the next one to read. */
function parse(chars: readonly string[]): Node {
  let at = 0;

  const choice = (depth: number): Node => {
    if (depth > DEEPEST) refuse('its groups are nested too deeply.');
    const branches = [sequence(depth)];
    while (chars[at] === '|') {
      at += 1;
      branches.push(sequence(depth));
    }
    return branches.length === 1 ? branches[0]! : { kind: 'choice', branches };
  };
  const sequence = (depth: number): Node => {
    const parts: Node[] = [];
    while (at < chars.length && chars[at] !== '|' && chars[at] !== ')') parts.push(repeated(depth));
    return { kind: 'sequence', parts };
  };
  const repeated = (depth: number): Node => {
    const body = atom(depth);
    const bounds = quantifier();
    if (bounds === null) return body;
    if (chars[at] === '?') at += 1; // lazy: the same texts match
    if (quantifier() !== null || chars[at] === '+') refuse('one repetition follows another.');
    return { kind: 'repeat', body, ...bounds };
  };
  const quantifier = (): { least: number; most: number } | null => {
    const mark = chars[at];
    if (mark === '*' || mark === '+' || mark === '?') {
      at += 1;
      return { least: mark === '+' ? 1 : 0, most: mark === '?' ? 1 : Number.POSITIVE_INFINITY };
    }
    const counted = mark === '{' ? /^\{(\d{1,4})(?:(,)(\d{0,4}))?\}/.exec(chars.slice(at, at + 12).join('')) : null;
    if (!counted) return mark === '{' ? refuse('a brace is not a repetition; write \\{.') : null;
    at += counted[0].length;
    const least = Number(counted[1]);
    const most = counted[2] === undefined ? least : counted[3] ? Number(counted[3]) : Number.POSITIVE_INFINITY;
    if (most < least) refuse('a repetition ends before it begins.');
    if (least > MOST_REPEATS || (most !== Number.POSITIVE_INFINITY && most > MOST_REPEATS))
      refuse(`it repeats something more than ${MOST_REPEATS} times.`);
    return { least, most };
  };
  const atom = (depth: number): Node => {
    const char = chars[at++]!;
    switch (char) {
      case '(': {
        if (chars[at] === '?') {
          if (chars[at + 1] !== ':') refuse('look-around and named groups are not supported.');
          at += 2;
        }
        const body = choice(depth + 1);
        if (chars[at] !== ')') refuse('a group is not closed.');
        at += 1;
        return body;
      }
      case '[':
        return { kind: 'char', test: bracket() };
      case '.':
        return { kind: 'char', test: (other) => other !== '\n' && other !== '\r' };
      case '\\':
        return { kind: 'char', test: escaped() };
      case '*':
      case '+':
      case '?':
      case '{':
        return refuse('a repetition has nothing to repeat.');
      case '^':
      case '$':
        return refuse('^ and $ are allowed at the ends only.');
      default:
        return { kind: 'char', test: (other) => other === char };
    }
  };
  const escaped = (): Test => {
    const char = chars[at++] ?? refuse('it ends in a backslash.');
    const opposite = CLASSES[char.toLowerCase()];
    if (opposite) return char === char.toLowerCase() ? opposite : (other) => !opposite(other);
    if (char in CONTROLS) return (other) => other === CONTROLS[char];
    if (/[A-Za-z0-9]/.test(char)) refuse(`\\${char} is not supported.`);
    return (other) => other === char;
  };
  const bracket = (): Test => {
    const isNegated = chars[at] === '^';
    if (isNegated) at += 1;
    const tests: Test[] = [];
    while (chars[at] !== ']') {
      if (at >= chars.length) refuse('a class is not closed.');
      const isEscape = chars[at] === '\\';
      const isSet = isEscape && (chars[at + 1] ?? '').toLowerCase() in CLASSES;
      const from = isEscape ? (CONTROLS[chars[at + 1] ?? ''] ?? chars[at + 1]) : chars[at];
      if (isEscape) {
        at += 1;
        const test = escaped();
        if (isSet || chars[at] !== '-' || chars[at + 1] === ']') {
          tests.push(test);
          continue;
        }
      } else at += 1;
      if (chars[at] === '-' && chars[at + 1] !== ']' && chars[at + 1] !== undefined) {
        at += 1;
        let to = chars[at++]!;
        if (to === '\\') {
          if ((chars[at] ?? '').toLowerCase() in CLASSES) refuse('a class cannot end a range.');
          to = CONTROLS[chars[at]!] ?? chars[at] ?? refuse('it ends in a backslash.');
          at += 1;
        }
        const [low, high] = [from!.codePointAt(0)!, to.codePointAt(0)!];
        if (low > high) refuse('a range ends before it begins.');
        tests.push((other) => other.codePointAt(0)! >= low && other.codePointAt(0)! <= high);
      } else tests.push((other) => other === from);
    }
    at += 1;
    return (other) => tests.some((test) => test(other)) !== isNegated;
  };

  const tree = choice(0);
  if (at < chars.length) refuse('a group is closed that was not opened.');
  return tree;
}

function refuseNestedRepeats(node: Node, isInside: boolean): void {
  switch (node.kind) {
    case 'char':
      return;
    case 'sequence':
      for (const part of node.parts) refuseNestedRepeats(part, isInside);
      return;
    case 'choice':
      for (const branch of node.branches) refuseNestedRepeats(branch, isInside);
      return;
    case 'repeat': {
      const isUnbounded = node.most === Number.POSITIVE_INFINITY;
      if (isUnbounded && isInside) refuse('a repetition without a bound stands inside another.');
      refuseNestedRepeats(node.body, isInside || isUnbounded);
    }
  }
}

/** `next` are the states after it; a state without a test is passed through, one with a test takes a character. */
type State = { test: Test | null; next: number[] };

function build(tree: Node): State[] {
  const states: State[] = [{ test: null, next: [] }]; // 0: the end
  const add = (state: State): number => {
    if (states.length >= MOST_STATES) refuse('it is too large once its repetitions are written out.');
    return states.push(state) - 1;
  };
  /** The state to begin at so that what follows the node is `then`. */
  const before = (node: Node, then: number): number => {
    switch (node.kind) {
      case 'char':
        return add({ test: node.test, next: [then] });
      case 'sequence':
        return node.parts.reduceRight((following, part) => before(part, following), then);
      case 'choice':
        return add({ test: null, next: node.branches.map((branch) => before(branch, then)) });
      case 'repeat': {
        let following = then;
        if (node.most === Number.POSITIVE_INFINITY) {
          const loop = add({ test: null, next: [then] });
          states[loop]!.next.push(before(node.body, loop));
          following = loop;
        } else {
          for (let extra = node.least; extra < node.most; extra += 1)
            following = add({ test: null, next: [then, before(node.body, following)] });
        }
        for (let needed = 0; needed < node.least; needed += 1) following = before(node.body, following);
        return following;
      }
    }
  };
  const start = before(tree, 0);
  add({ test: null, next: [start] });
  return states;
}

function run(states: readonly State[], text: string): boolean {
  const reach = (from: readonly number[]): Set<number> => {
    const reached = new Set<number>();
    const open = [...from];
    for (let state = open.pop(); state !== undefined; state = open.pop()) {
      if (reached.has(state)) continue;
      reached.add(state);
      if (states[state]!.test === null) open.push(...states[state]!.next);
    }
    return reached;
  };
  let current = reach([states.length - 1]);
  for (const char of text) {
    const next: number[] = [];
    for (const state of current) if (states[state]!.test?.(char)) next.push(...states[state]!.next);
    if (next.length === 0) return false;
    current = reach(next);
  }
  return current.has(0);
}
