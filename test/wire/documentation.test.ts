import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { type AssayServer, CHOICE_ITEMS, startAssayServer, type TestPerson } from '~test/support/assay-server';
import { assessmentFrame } from '~test/support/conformance';
import { OUTPUT, SOURCE } from '~test/support/evaluation';
import { lineProcess } from '~test/support/line-process';
import { invitedByNumber, tokenOf } from '~test/support/old-people';

/** The examples of docs/protocols.md, carried out as they stand there; only the address, the token and ids are put in. */
const root = path.resolve(import.meta.dirname, '../..');
const EXAMPLES = readFileSync(path.join(root, 'docs/protocols.md'), 'utf8')
  .split(/\n(?! {4}|\n)/)
  .flatMap((part) => {
    const lines = part.split('\n').filter((line) => line.startsWith('    '));
    return lines.length > 0 ? [lines.map((line) => line.slice(4))] : [];
  });

/** The one example that begins so. */
function example(beginning: string): string[] {
  const found = EXAMPLES.filter(([first]) => first!.startsWith(beginning));
  if (found.length !== 1)
    throw new Error(`docs/protocols.md has ${found.length} examples that begin with ${beginning}`);
  return found[0]!;
}

let assay: AssayServer;
let organisationId: string;
let recruiter: TestPerson;

beforeAll(async () => {
  assay = await startAssayServer(inject('postgresUrl'));
  assay.startJobs();
  organisationId = await assay.addOrganisation('Letters', CHOICE_ITEMS);
  recruiter = await assay.addPerson(organisationId, 'recruiter');
});
afterAll(() => assay.stop());

const running: ReturnType<typeof lineProcess>[] = [];
const started = (...parameters: Parameters<typeof lineProcess>) => {
  const program = lineProcess(...parameters);
  running.push(program);
  return program;
};
afterEach(() => {
  for (const program of running.splice(0)) program.dispose();
});

/** Whether a line of the document, where `…` stands for anything, is what came. */
function fits(documented: string, came: string): boolean {
  const parts = documented.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(came);
}

test('the wscat example is what wscat sends and shows', async () => {
  const [command, ...talk] = example('wscat -c');
  const rules = { minItems: 20, maxItems: 20 };
  const { token, testId } = await invitedByNumber(assay, organisationId, recruiter, rules);
  await assay.database.prisma.assessment.update({ where: { number: testId }, data: { title: 'Backend engineer' } });
  const address = /'(ws:[^']+)'/.exec(command!)![1]!;
  const here = address
    .replace('ws://localhost:3000', assay.origin.replace('http', 'ws'))
    .replace('TOKEN', token)
    .replace('test_id=1', `test_id=${testId}`);
  const wscat = started(process.execPath, [createRequire(import.meta.url).resolve('wscat/bin/wscat'), '-c', here]);
  let after = 1 + (await wscat.until((line) => line.includes('"auth_success"')));
  let questionId = '';
  const DOCUMENTED_QUESTION = /q_[^"]*/;
  for (const line of talk) {
    const said = line.slice(2).replace(/"test_id":1\b/, `"test_id":${testId}`);
    if (line.startsWith('> ')) {
      wscat.send(said.replace(DOCUMENTED_QUESTION, questionId));
      continue;
    }
    const place = await wscat.until((text) => text.includes('{'), after);
    after = place + 1;
    const came = wscat.lines[place]!.replace(/^(> )+/, '');
    const frame = assessmentFrame(JSON.parse(came));
    if (frame.type === 'question') questionId = frame.data.question_id;
    const wanted = said.replace(DOCUMENTED_QUESTION, '…');
    expect(fits(wanted, came), `${wanted}\n${came}`).toBe(true);
  }
  expect(talk.length).toBeGreaterThan(5);
});

test('the socket.io-client example is a program that runs to its figures', async () => {
  const code = example('import { io }').join('\n').replaceAll('http://localhost:3000', assay.origin);
  const token = await tokenOf(assay, await assay.addPerson(organisationId, 'auditor'));
  const given = { token, source_text: SOURCE, candidate_output: OUTPUT };
  const program = [
    ...Object.entries(given).map(([name, value]) => `const ${name} = ${JSON.stringify(value)};`),
    code,
    "socket.on('evaluation_complete', () => socket.close());",
  ].join('\n');
  const client = started(process.execPath, ['--input-type=module', '-e', program], { cwd: root });
  expect(await client.ended, client.complaints()).toBe(0);
  expect(client.lines.filter((line) => /^(SUPPORTED|REFUTED|NOT_ENOUGH_INFO) /.test(line)).length).toBeGreaterThan(0);
  for (const stage of ['retrieval', 'verification', 'judging', 'aggregation'])
    expect(client.lines).toContain(`${stage} 100`);
  expect(client.lines.at(-1)).toMatch(/^\d+(\.\d+)? (\[ [\d., ]+ \]|null)$/);
});

test('the curl examples register, and give a token that is good', async () => {
  const script = example('curl -X POST').join('\n').replaceAll('http://localhost:3000', assay.origin);
  const shell = started('sh', ['-c', script.replaceAll('curl ', 'curl -sS -w "\\n" ')]);
  expect(await shell.ended, shell.complaints()).toBe(0);
  const [registered, token] = shell.lines.map((line) => JSON.parse(line));
  expect(registered).toMatchObject({ username: 'ada', email: 'ada@example.org' });
  expect(token).toMatchObject({ token_type: 'bearer', expires_in: 1800 });
  const me = await fetch(`${assay.origin}/api/v1/auth/me`, {
    headers: { authorization: `Bearer ${token.access_token}` },
  });
  expect((await me.json()).username).toBe('ada');
});
