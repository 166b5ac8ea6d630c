import { writtenItems } from '../written-item';

export const REGEX_ITEMS = writtenItems('regex', [
  {
    id: 'regex-escaped-dot',
    difficulty: -1.5,
    seconds: 40,
    stem: 'Which pattern finds exactly the file names that end in `.txt`?',
    options: { a: '`.txt$`', b: '`\\.txt`', c: '`\\.txt$`', d: '`^.txt$`' },
    key: 'c',
    explanation:
      '`\\.` is a dot and `$` the end. Without the backslash any character may stand there (`mytxt`); without `$` also `a.txt.bak` is found; `^.txt$` accepts only names of four characters.',
    hint: 'Two things have to be pinned down: a character and a place.',
  },
  {
    id: 'regex-class-range',
    difficulty: -0.6,
    seconds: 45,
    stem: 'Someone wrote `[A-z]` to match ASCII letters. Which of these characters does it match by accident?',
    options: { a: '`@`', b: '`_`', c: '`{`', d: '`-`' },
    key: 'b',
    explanation:
      'The range runs from code 65 to 122 and includes the six characters between `Z` and `a`, among them `_` (95). `@` is 64 and `{` is 123, just outside; `-` is 45 and only marks the range.',
    hint: 'Upper and lower case letters do not touch in ASCII.',
  },
  {
    id: 'regex-greedy',
    difficulty: -0.1,
    seconds: 45,
    stem: 'What does the pattern `<.+>` match first in the text `<b>one</b> two`?',
    options: { a: '`<b>`', b: '`<b>one`', c: '`<b>one</b>`', d: '`<b>one</b> two`' },
    key: 'c',
    explanation:
      '`.+` is greedy: it runs to the end and gives back until a `>` follows, which is the last one. `<b>` is what the lazy `.+?` gives; the other two do not end in `>`.',
    hint: 'How much does the quantifier try to take first?',
  },
  {
    id: 'regex-alternation-anchors',
    difficulty: 0.6,
    seconds: 55,
    stem: 'Which text does the pattern `^cat|dog$` find a match in?',
    options: { a: '`hotdog`', b: '`tomcat`', c: '`dogs`', d: '`a cat`' },
    key: 'a',
    explanation:
      'Alternation binds weakest: "cat at the beginning" or "dog at the end". `hotdog` ends in dog. `tomcat` and `a cat` do not begin with cat, and `dogs` does not end in dog.',
    hint: 'Which parts does the bar separate?',
  },
  {
    id: 'regex-lookahead',
    difficulty: 0.9,
    seconds: 50,
    stem: 'What does `\\d+(?= EUR)` match in `12 USD, 30 EUR`?',
    options: { a: '`12`', b: '`30 EUR`', c: '`0`', d: '`30`' },
    key: 'd',
    explanation:
      'The lookahead requires " EUR" to follow without taking it, so the match is `30`. `12` is followed by " USD"; the digits are greedy, so the match begins at 3 rather than at 0.',
    hint: 'Does a lookahead consume what it sees?',
  },
  {
    id: 'regex-backreference',
    difficulty: 1.1,
    seconds: 55,
    stem: 'In which word does `(\\w)(\\w)\\2\\1` find a match?',
    options: { a: '`banana`', b: '`papaya`', c: '`rotate`', d: '`common`' },
    key: 'd',
    explanation:
      'The pattern wants two characters and then the same two mirrored: `ommo` in `common`. `banana` and `papaya` repeat pairs in the same order (`anan`, `papa`), and `rotate` has a character between its two t.',
    hint: 'Write the four places as letters, such as x, y and so on.',
  },
  {
    id: 'regex-backtracking',
    difficulty: 1.7,
    seconds: 65,
    stem: 'A backtracking engine matches a text of 40 letters `a` followed by `!`. For which pattern does the number of steps grow exponentially with the number of letters?',
    options: { a: '`^a+$`', b: '`^(a+)+$`', c: '`^(a|b)+$`', d: '`^a+b?$`' },
    key: 'b',
    explanation:
      'Nested quantifiers allow 2^39 ways to cut the letters into groups, and since the match fails at `!`, all are tried. In the others each letter can be taken in one way only, so backtracking stays linear.',
    hint: 'In how many ways can each pattern consume the same letters?',
  },
]);
