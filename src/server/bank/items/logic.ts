import { writtenItems } from '../written-item';

export const LOGIC_ITEMS = writtenItems('logic', [
  {
    id: 'logic-de-morgan',
    difficulty: -1.4,
    seconds: 40,
    stem: 'Which expression is equivalent to `!(ready && signed)`?',
    options: { a: '`!ready && !signed`', b: '`!ready || !signed`', c: '`!ready || signed`', d: '`ready || signed`' },
    key: 'b',
    explanation:
      'A conjunction fails as soon as one part fails (De Morgan). `!ready && !signed` demands that both fail; (c) is true when both hold; (d) is true when both hold as well.',
    hint: 'Try it with exactly one of the two being true.',
  },
  {
    id: 'logic-exactly-one',
    difficulty: -0.8,
    seconds: 45,
    stem: 'For booleans `p` and `q`, which expression is true when exactly one of them is true?',
    options: { a: '`p || q`', b: '`!(p && q)`', c: '`p === q`', d: '`p !== q`' },
    key: 'd',
    explanation:
      'Exactly one means that they differ. `p || q` is also true for both, `!(p && q)` also for neither, and `p === q` is the opposite.',
    hint: 'Go through the four combinations.',
  },
  {
    id: 'logic-contrapositive',
    difficulty: -0.1,
    seconds: 55,
    stem: '"If a release was approved, its tests passed." Which sentence says the same?',
    options: {
      a: 'If its tests did not pass, a release was not approved.',
      b: 'If its tests passed, a release was approved.',
      c: 'If a release was not approved, its tests did not pass.',
      d: 'A release was approved, and its tests passed.',
    },
    key: 'a',
    explanation:
      'An implication equals its contrapositive. (b) is the converse and (c) the inverse, both of which allow an unapproved release with passing tests to count against the rule; (d) claims that an approval happened.',
    hint: 'In which single case is the original sentence broken?',
  },
  {
    id: 'logic-negated-quantifier',
    difficulty: 0.5,
    seconds: 50,
    stem: 'Which sentence is the exact negation of "Every shard has a healthy replica"?',
    options: {
      a: 'No shard has a healthy replica.',
      b: 'Every shard has an unhealthy replica.',
      c: 'Some shard has no healthy replica.',
      d: 'Some shard has an unhealthy replica.',
    },
    key: 'c',
    explanation:
      'Negating "every x has some y" gives "some x has no y". (a) is stronger than needed; (b) and (d) can hold together with the original, since a shard may have healthy and unhealthy replicas.',
    hint: 'What is the least that has to happen for the sentence to be broken?',
  },
  {
    id: 'logic-precedence',
    difficulty: 0.3,
    seconds: 50,
    stem: 'In C, Java and JavaScript, how is `a || b && !c` grouped?',
    options: { a: '`(a || b) && (!c)`', b: '`a || (b && (!c))`', c: '`a || (!(b && c))`', d: '`(a || b) && !(c)`' },
    key: 'b',
    explanation:
      'Negation binds strongest, then "and", then "or". (a) and (d) group the "or" first, and (c) widens the negation to the whole conjunction.',
    hint: 'Compare "and" and "or" with times and plus.',
  },
  {
    id: 'logic-selection-task',
    difficulty: 1.1,
    seconds: 75,
    stem: 'The rule is: a ticket marked urgent has an owner. Four printed tickets show one side each (priority in front, owner on the back): P shows "urgent", Q shows "normal", R shows "owner: Ada", S shows "no owner". Which must be turned over to find out whether the rule is broken?',
    options: { a: '`P` alone', b: '`P` with `R`', c: '`P` with `S`', d: '`R` with `S`' },
    key: 'c',
    explanation:
      'Only "urgent without owner" breaks the rule, so P and S have to be checked (Wason 1968). Whatever stands in front of R, a ticket with an owner is fine, and so is Q whatever is on its back. P alone misses an urgent S.',
    hint: 'Which combination of front and back breaks the rule?',
  },
  {
    id: 'logic-vacuous-truth',
    difficulty: 1.5,
    seconds: 50,
    stem: 'The list `xs` is empty. What do "every element of `xs` is even" and "some element of `xs` is even" evaluate to, in this order?',
    options: { a: '`true, true`', b: '`false, true`', c: '`false, false`', d: '`true, false`' },
    key: 'd',
    explanation:
      '"Every" is true when there is no counterexample, and an empty list has none; "some" needs a witness, and there is none. So JavaScript `[].every(f)` is true and `[].some(f)` is false.',
    hint: 'Which of the two needs an example, and which needs a counterexample to fail?',
  },
]);
