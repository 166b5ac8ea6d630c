/**
 * How fast passages of collections are found: BM25 in the database over 10,000 passages, made of words whose frequencies fall as
 * those of prose do, read and indexed by the server itself. The aim is a 95th percentile under 100 ms for one search after the other.
 *
 *     npm run bench -- retrieval
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { termsOf } from '@/core/evaluation/source-index';
import { seededRandom } from '@/core/items/random';
import lexicon from '@/server/evaluation/lexicon.json' with { type: 'json' };
import { startEmbeddedPostgres } from '@/server/postgres/embedded';
import { startAssayServer } from '~test/support/assay-server';
import { uploadDocument } from '~test/support/documents';
import { read } from '~test/support/evaluation';
import { percentile } from './load/percentile';

const PASSAGES = 10_000;
const DOCUMENTS = 20;
/** Neighbouring passages of three sentences share one. */
const SENTENCES = (2 * PASSAGES) / DOCUMENTS;
const SEARCHES = 200;
const AT_ONCE = 8;

const random = seededRandom('retrieval');
const words = lexicon.words.split(' ').filter((word) => /^[a-z]{3,}$/u.test(word));
/** The r-th frequent word with a probability that falls as 1/r. */
const aWord = (): string => {
  const rank = Math.floor(Math.exp(random.next() * Math.log(words.length)));
  return words[(rank * 7_919) % words.length]!;
};
const aSentence = (length: number): string => {
  const text = Array.from({ length }, aWord).join(' ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
};

const folder = mkdtempSync(path.join(tmpdir(), 'assay-bench-'));
chmodSync(folder, 0o755); // as root the database runs as another user, who must reach it
const postgres = await startEmbeddedPostgres({ dataDir: folder, report: () => undefined });
const assay = await startAssayServer(postgres.url);
try {
  const auditor = await assay.addPerson(await assay.addOrganisation(), 'auditor');
  assay.startJobs();
  const { collection } = await auditor.caller();
  const { collectionId } = await collection.create({ name: 'Bench' });
  const started = performance.now();
  for (let i = 0; i < DOCUMENTS; i += 1) {
    const text = Array.from({ length: SENTENCES }, () => aSentence(16)).join(' ');
    await uploadDocument(assay, auditor, collectionId, `document ${i}.txt`, text);
  }
  let documents = (await collection.get({ collectionId })).documents;
  while (documents.some(({ status }) => status !== 'ready')) {
    if (documents.some(({ status }) => status === 'failed')) throw new Error('A document could not be read.');
    await wait(250);
    documents = (await collection.get({ collectionId })).documents;
  }
  const indexed = documents.reduce((sum, { passages }) => sum + passages, 0);
  const seconds = (performance.now() - started) / 1_000;
  const load = loadavg()[0]!.toFixed(1);
  console.log(`${cpus().length} cores, load ${load}, Node ${process.versions.node}; PostgreSQL on the same machine`);
  console.log(`${indexed} passages of ${DOCUMENTS} documents read and indexed in ${seconds.toFixed(0)} s`);

  const { organisationId } = await assay.database.prisma.collection.findUniqueOrThrow({ where: { id: collectionId } });
  const claims = await Promise.all(
    Array.from({ length: SEARCHES }, async () => {
      const { sentences } = await read(aSentence(12));
      return termsOf(sentences.flatMap(({ tokens }) => tokens));
    }),
  );
  const timed = async (terms: readonly string[]): Promise<number> => {
    const before = performance.now();
    const found = await assay.services.collections.retrieve(organisationId, [collectionId], terms);
    if (found.length === 0) throw new Error('A search found nothing.');
    return performance.now() - before;
  };
  const report = (name: string, times: readonly number[]) => {
    const [p50, p95, p99] = [0.5, 0.95, 0.99].map((p) => `${percentile(times, p).toFixed(1)} ms`);
    console.log(`${name.padEnd(28)}p50 ${p50}, p95 ${p95}, p99 ${p99}, n ${times.length}`);
  };
  for (const terms of claims.slice(0, 20)) await timed(terms); // the plan is made, the pages are in memory
  const single: number[] = [];
  for (const terms of claims) single.push(await timed(terms));
  report('one search after the other', single);
  const together: number[] = [];
  for (let i = 0; i < claims.length; i += AT_ONCE) {
    together.push(...(await Promise.all(claims.slice(i, i + AT_ONCE).map(timed))));
  }
  report(`${AT_ONCE} at once`, together);
} finally {
  await assay.stop();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
