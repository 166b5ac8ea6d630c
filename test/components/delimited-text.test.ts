import { expect, test } from 'vitest';
import { toCsv, toTsv } from '@/components/delimited-text';

test('quotes, commas and line breaks survive in CSV', () => {
  expect(toCsv(['name', 'n'], [['a "b", c\nd', 3]])).toBe('name,n\r\n"a ""b"", c\nd",3\r\n');
});

test('a text cannot act as a formula, a negative number stays a number', () => {
  expect(toCsv(['a', 'b'], [['=1+1', -0.5]])).toBe("a,b\r\n'=1+1,-0.5\r\n");
});

test('what was not measured is empty, not zero', () => {
  expect(toCsv(['a', 'b'], [[null, 0]])).toBe('a,b\r\n,0\r\n');
  expect(toTsv(['a', 'b'], [[null, 'x\ty']])).toBe('a\tb\n\tx y');
});
