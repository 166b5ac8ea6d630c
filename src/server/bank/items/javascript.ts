import { writtenItems } from '../written-item';

export const JAVASCRIPT_ITEMS = writtenItems('javascript', [
  {
    id: 'js-typeof-null',
    difficulty: -1.5,
    seconds: 25,
    stem: 'What does `typeof null` evaluate to?',
    options: { a: "`'null'`", b: "`'undefined'`", c: "`'object'`", d: "`'number'`" },
    key: 'c',
    explanation:
      "It is `'object'`, a mistake of the first implementation that was kept for compatibility. `'undefined'` is the type of `undefined`; there is no type name `'null'`.",
    hint: 'The answer is older than the standard and kept for compatibility.',
  },
  {
    id: 'js-nullish-default',
    difficulty: -0.7,
    seconds: 35,
    stem: 'What does `[0 || 5, 0 ?? 5]` evaluate to?',
    options: { a: '`[0, 0]`', b: '`[5, 0]`', c: '`[0, 5]`', d: '`[5, 5]`' },
    key: 'b',
    explanation:
      '`||` replaces any falsy value, and 0 is falsy; `??` replaces only `null` and `undefined`, so 0 stays.',
    hint: 'The two operators disagree about which values need replacing.',
  },
  {
    id: 'js-default-sort',
    difficulty: -0.2,
    seconds: 40,
    stem: 'What does `[10, 9, 1].sort()` return?',
    options: { a: '`[1, 9, 10]`', b: '`[10, 9, 1]`', c: '`[9, 10, 1]`', d: '`[1, 10, 9]`' },
    key: 'd',
    explanation:
      'Without a comparator, elements are compared as strings, and "10" comes before "9". Numeric order needs `sort((a, b) => a - b)`; the array is sorted, so it does not stay as it was.',
    hint: 'As what are the elements compared when nothing is said?',
  },
  {
    id: 'js-var-closure',
    difficulty: 0.2,
    seconds: 50,
    stem: 'What does this print?',
    code: { language: 'js', text: 'for (var i = 0; i < 3; i++) {\n  setTimeout(() => console.log(i), 0);\n}' },
    options: { a: '`3 3 3`', b: '`0 1 2`', c: '`2 2 2`', d: '`0 0 0`' },
    key: 'a',
    explanation:
      '`var` makes one variable for the whole loop, and the callbacks run after it has ended with `i` at 3. With `let` each round has its own variable: 0 1 2. The loop ends when i is 3, so 2 is not its last value.',
    hint: 'How many variables named i are there, and when are they read?',
  },
  {
    id: 'js-task-order',
    difficulty: 0.7,
    seconds: 55,
    stem: 'In which order does this print?',
    code: {
      language: 'js',
      text: "console.log('A');\nsetTimeout(() => console.log('B'), 0);\nPromise.resolve().then(() => console.log('C'));\nconsole.log('D');",
    },
    options: { a: '`A B C D`', b: '`A C D B`', c: '`A D B C`', d: '`A D C B`' },
    key: 'd',
    explanation:
      'The script runs first (A, D), then the microtasks (C), then the next task (B). (a) treats everything as synchronous, (b) runs the promise callback at once, (c) puts the timer before the microtask.',
    hint: 'There are two queues, and one is emptied before the other is looked at.',
  },
  {
    id: 'js-lost-this',
    difficulty: 1.0,
    seconds: 50,
    stem: 'What happens in an ES module when this runs?',
    code: {
      language: 'js',
      text: "const user = { name: 'Ada', hello() { return this.name; } };\nconst hello = user.hello;\nhello();",
    },
    options: {
      a: "It returns `'Ada'`",
      b: 'It returns `undefined`',
      c: 'It throws a `TypeError`',
      d: 'It throws a `SyntaxError`',
    },
    key: 'c',
    explanation:
      'Called without an object, `this` is `undefined` in strict code, which modules are, so reading `name` throws a TypeError. In sloppy code `this` would be the global object. The method is not bound to `user`, and the syntax is fine.',
    hint: 'What decides the value of `this`: where a function is written or how it is called?',
  },
  {
    id: 'js-temporal-dead-zone',
    difficulty: 1.6,
    seconds: 50,
    stem: 'What does the first line of this block do?',
    code: { language: 'js', text: '{\n  console.log(typeof x);\n  let x = 1;\n}' },
    options: {
      a: 'It throws a `ReferenceError`',
      b: "It prints `'undefined'`",
      c: "It prints `'number'`",
      d: 'It throws a `TypeError`',
    },
    key: 'a',
    explanation:
      "`x` exists from the beginning of the block and may not be read before its declaration has run, not even by `typeof`: a ReferenceError. `'undefined'` is what `typeof` gives for a name that is not declared at all, or for a `var`.",
    hint: 'From where on does the name x belong to the declaration below?',
  },
]);
