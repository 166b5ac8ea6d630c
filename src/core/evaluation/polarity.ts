import type { Token } from './reading';
import type { TextSpan } from './text';

const NEGATORS = new Set([
  'not',
  "n't",
  'no',
  'never',
  'none',
  'nobody',
  'nothing',
  'neither',
  'nor',
  'without',
  'cannot',
  'hardly',
  'barely',
  'fail',
  'lack',
  'deny',
  'refuse',
  'unable',
  'false',
  'untrue',
  'rarely',
  'seldom',
]);

/** Words that cannot both hold of the same thing at once; kept small and plain. */
const OPPOSITES: readonly (readonly [string, string])[] = [
  ['increase', 'decrease'],
  ['rise', 'fall'],
  ['grow', 'shrink'],
  ['gain', 'lose'],
  ['win', 'lose'],
  ['up', 'down'],
  ['high', 'low'],
  ['higher', 'lower'],
  ['more', 'less'],
  ['more', 'few'],
  ['many', 'few'],
  ['most', 'least'],
  ['large', 'small'],
  ['big', 'small'],
  ['long', 'short'],
  ['old', 'young'],
  ['old', 'new'],
  ['early', 'late'],
  ['before', 'after'],
  ['first', 'last'],
  ['begin', 'end'],
  ['start', 'end'],
  ['start', 'stop'],
  ['open', 'close'],
  ['open', 'closed'],
  ['accept', 'reject'],
  ['accept', 'refuse'],
  ['approve', 'reject'],
  ['allow', 'forbid'],
  ['allow', 'ban'],
  ['permit', 'prohibit'],
  ['support', 'oppose'],
  ['agree', 'disagree'],
  ['confirm', 'deny'],
  ['pass', 'fail'],
  ['succeed', 'fail'],
  ['success', 'failure'],
  ['true', 'false'],
  ['correct', 'incorrect'],
  ['right', 'wrong'],
  ['right', 'left'],
  ['legal', 'illegal'],
  ['possible', 'impossible'],
  ['likely', 'unlikely'],
  ['safe', 'dangerous'],
  ['safe', 'unsafe'],
  ['strong', 'weak'],
  ['hot', 'cold'],
  ['warm', 'cool'],
  ['rich', 'poor'],
  ['cheap', 'expensive'],
  ['easy', 'difficult'],
  ['easy', 'hard'],
  ['fast', 'slow'],
  ['quick', 'slow'],
  ['good', 'bad'],
  ['better', 'worse'],
  ['best', 'worst'],
  ['positive', 'negative'],
  ['male', 'female'],
  ['man', 'woman'],
  ['men', 'women'],
  ['alive', 'dead'],
  ['live', 'die'],
  ['bear', 'die'],
  ['north', 'south'],
  ['east', 'west'],
  ['northern', 'southern'],
  ['eastern', 'western'],
  ['buy', 'sell'],
  ['import', 'export'],
  ['import', 'exporter'],
  ['arrive', 'depart'],
  ['arrive', 'leave'],
  ['enter', 'leave'],
  ['enter', 'exit'],
  ['inside', 'outside'],
  ['above', 'below'],
  ['over', 'under'],
  ['include', 'exclude'],
  ['all', 'none'],
  ['always', 'never'],
  ['every', 'no'],
  ['public', 'private'],
  ['major', 'minor'],
  ['maximum', 'minimum'],
  ['max', 'min'],
  ['majority', 'minority'],
  ['improve', 'worsen'],
  ['reduce', 'increase'],
  ['expand', 'contract'],
  ['guilty', 'innocent'],
  ['war', 'peace'],
  ['profit', 'loss'],
  ['top', 'bottom'],
  ['interior', 'exterior'],
  ['internal', 'external'],
  ['domestic', 'foreign'],
  ['rural', 'urban'],
  ['present', 'absent'],
  ['with', 'without'],
  ['same', 'different'],
  ['similar', 'different'],
  ['optional', 'mandatory'],
  ['optional', 'required'],
  ['free', 'paid'],
  ['temporary', 'permanent'],
  ['simple', 'complex'],
  ['ancient', 'modern'],
  ['raise', 'lower'],
  ['raise', 'cut'],
  ['add', 'remove'],
  ['create', 'destroy'],
  ['build', 'destroy'],
  ['attack', 'defend'],
  ['love', 'hate'],
  ['like', 'dislike'],
  ['encourage', 'discourage'],
  ['upgrade', 'downgrade'],
  ['enable', 'disable'],
  ['connect', 'disconnect'],
  ['significant', 'insignificant'],
  ['effective', 'ineffective'],
  ['efficient', 'inefficient'],
  ['healthy', 'unhealthy'],
  ['popular', 'unpopular'],
  ['known', 'unknown'],
  ['happy', 'unhappy'],
  ['happy', 'sad'],
  ['optimistic', 'pessimistic'],
  ['supervised', 'unsupervised'],
  ['outperform', 'underperform'],
  ['exceed', 'fall'],
];

const OPPOSITES_OF: ReadonlyMap<string, ReadonlySet<string>> = (() => {
  const table = new Map<string, Set<string>>();
  for (const [a, b] of OPPOSITES) {
    table.set(a, (table.get(a) ?? new Set()).add(b));
    table.set(b, (table.get(b) ?? new Set()).add(a));
  }
  return table;
})();

/** The words that turn a statement round. */
export function negatorsOf(tokens: readonly Token[]): Token[] {
  return tokens.filter((t) => t.kind === 'word' && (NEGATORS.has(t.norm) || NEGATORS.has(t.lemma)));
}

export type Opposition = { claimed: TextSpan & { text: string }; stated: TextSpan & { text: string } };

/** Pairs of opposite words, one on each side, where neither side has both. */
export function oppositions(claim: readonly Token[], sentence: readonly Token[]): Opposition[] {
  const forms = (tokens: readonly Token[]) => {
    const table = new Map<string, Token>();
    for (const token of tokens) {
      if (token.kind !== 'word') continue;
      if (!table.has(token.lemma)) table.set(token.lemma, token);
      if (!table.has(token.norm)) table.set(token.norm, token);
    }
    return table;
  };
  const claimed = forms(claim);
  const stated = forms(sentence);
  const found = new Map<Token, Opposition>();
  for (const [word, token] of claimed) {
    if (stated.has(word)) continue;
    for (const opposite of OPPOSITES_OF.get(word) ?? []) {
      const other = stated.get(opposite);
      if (other && !claimed.has(opposite) && !found.has(token)) {
        found.set(token, {
          claimed: { start: token.start, end: token.end, text: token.text },
          stated: { start: other.start, end: other.end, text: other.text },
        });
      }
    }
  }
  return [...found.values()];
}
