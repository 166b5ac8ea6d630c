import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const SRC = path.resolve(import.meta.dirname, '../src');

/** Who may import whom, values and types. Route handlers in `app/api` count as server. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  core: ['core'],
  protocol: ['core', 'protocol'],
  server: ['core', 'protocol', 'server'],
  trpc: ['core', 'protocol', 'trpc'],
  components: ['components'],
  app: ['core', 'protocol', 'trpc', 'components', 'app'],
};

/** What the rule above forbids and these may nevertheless: the router's types, and the one door to the running server. */
const MAY_ALSO_IMPORT: readonly { file: string; from: string; typesOnly: boolean }[] = [
  { file: 'trpc/react.tsx', from: '@/server/api/root', typesOnly: true },
  { file: 'trpc/server.ts', from: '@/server/policy', typesOnly: true },
  { file: 'trpc/server.ts', from: '@/server/runtime', typesOnly: false },
];

const IMPORT =
  /(?:^|\n)\s*(?:import|export)(\s+type)?\b[^'"]*?from\s+'([^']+)'|import\(\s*'([^']+)'\s*\)|import\s+'([^']+)'/g;

type Import = { readonly file: string; readonly part: string; readonly from: string; readonly typesOnly: boolean };

const files = globSync('**/*.{ts,tsx}', { cwd: SRC })
  .map((file) => file.replaceAll(path.sep, '/'))
  .filter((file) => !file.startsWith('server/generated/'))
  .sort();
const textOf = (file: string) => readFileSync(path.join(SRC, file), 'utf8');

function partOf(file: string): string {
  return file.startsWith('app/api/') ? 'server' : file.split('/')[0]!;
}

function importsOf(file: string): Import[] {
  return [...textOf(file).matchAll(IMPORT)].map((match) => {
    const named = match[2] ?? match[3] ?? match[4]!;
    const from = named.startsWith('.') ? `@/${path.posix.join(path.posix.dirname(file), named)}` : named;
    return { file, part: partOf(file), from, typesOnly: match[1] !== undefined };
  });
}

const imports = files.flatMap(importsOf);

test('every file of src lies in a part that the import rule knows', () => {
  expect(files.length).toBeGreaterThan(150);
  expect(files.filter((file) => !(partOf(file) in MAY_IMPORT))).toEqual([]);
});

test('parts import inward only', () => {
  const violations = imports.filter(({ file, part, from, typesOnly }) => {
    const target = /^@\/([\w-]+)/.exec(from)?.[1];
    if (target === undefined || MAY_IMPORT[part]!.includes(target)) return false;
    return !MAY_ALSO_IMPORT.some(
      (exception) => exception.file === file && exception.from === from && (typesOnly || !exception.typesOnly),
    );
  });
  expect(violations).toEqual([]);
});

test('each exception to the rule is still needed', () => {
  const unused = MAY_ALSO_IMPORT.filter(
    ({ file, from }) => !imports.some((entry) => entry.file === file && entry.from === from),
  );
  expect(unused).toEqual([]);
});

test('core is pure: no clock, dice, environment, I/O, framework or schema library', () => {
  const impure =
    /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bprocess\.|\bperformance\.now\b|\bglobalThis\b|\bcrypto\.|\bfetch\(/;
  const foreign = imports.filter(({ part, from }) => part === 'core' && /^(node:|react|zod)/.test(from));
  expect(foreign).toEqual([]);
  const found = files
    .filter((file) => partOf(file) === 'core')
    .flatMap((file) =>
      withoutComments(textOf(file))
        .split('\n')
        .filter((line) => impure.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    );
  expect(found).toEqual([]);
});

test('what the server or a test loads never carries "server-only", which throws in plain Node', () => {
  expect(imports.filter(({ from }) => from === 'server-only').map(({ file }) => file)).toEqual(['trpc/server.ts']);
});

test('only repositories, the database opening and their like speak Prisma', () => {
  const allowed = /^server\/(repositories\/|db\.ts$|demo\.ts$)/;
  const speakers = imports.filter(({ file, from }) => /generated\/prisma/.test(from) && !allowed.test(file));
  expect(speakers).toEqual([]);
});

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:])\/\/.*$/gm, '$1');
}
