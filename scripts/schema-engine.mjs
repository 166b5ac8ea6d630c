#!/usr/bin/env node
// Drop-in replacement for Prisma's native schema-engine binary (JSON-RPC over stdio),
// backed by @prisma/schema-engine-wasm + a driver adapter. Use via PRISMA_SCHEMA_ENGINE_BINARY.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import readline from 'node:readline';

const require = createRequire(import.meta.url);
const argv = process.argv.slice(2);
if (argv.includes('--version')) {
  console.log('schema-engine-wasm');
  process.exit(0);
}
const opt = (name) => argv.flatMap((a, i) => (a === name ? [argv[i + 1]] : []));
const log = (level, message, extra = {}) =>
  process.stderr.write(
    `${JSON.stringify({
      timestamp: new Date().toISOString(),
      level,
      fields: { message, ...extra },
      target: 'schema_engine::logger',
    })}\n`,
  );

const { PrismaPg } = await import('@prisma/adapter-pg');
const { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } = await import('@prisma/driver-adapter-utils');
const pg = (await import('pg')).default;

async function loadWasm() {
  const bg = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const file = path.join(
    path.dirname(require.resolve('@prisma/schema-engine-wasm/schema_engine_bg')),
    'schema_engine_bg.wasm',
  );
  const { instance } = await WebAssembly.instantiate(readFileSync(file), { './schema_engine_bg.js': bg });
  bg.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return bg;
}
const schemaOf = (url) => new URL(url).searchParams.get('schema') ?? undefined;

// adapter-pg cannot read pg_catalog's "char" (OID 18); report it as varchar. The kind of a constraint must be a character:
// since PostgreSQL 18 there is one for each NOT NULL.
const fixChar = (q) => {
  const io = q.performIO.bind(q);
  q.performIO = async (x) => {
    const r = await io(x);
    for (const f of r.fields ?? []) if (f.dataTypeID === 18) f.dataTypeID = 1043;
    return r;
  };
  const query = q.queryRaw.bind(q);
  q.queryRaw = async (x) => {
    const r = await query(x);
    const kind = r.columnNames.indexOf('constraint_type');
    if (kind !== -1) r.columnTypes[kind] = ColumnTypeEnum.Character;
    return r;
  };
  return q;
};
const adapterFor = async (url, dispose) => {
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  const a = fixChar(await new PrismaPg(pool, { schema: schemaOf(url) }).connect());
  a.executeScript = async (script) => {
    await pool.query(script).catch((e) => a.onError(e));
  }; // adapter-pg splits on ';' and breaks $$ bodies
  a.dispose = async () => {
    await pool.end();
    await dispose?.();
  };
  return a;
};
const factory = (url) => ({
  provider: 'postgres',
  adapterName: '@prisma/adapter-pg',
  connect: () => adapterFor(url),
  async connectToShadowDb() {
    // adapter-pg's own version reuses the MAIN database when configured by connectionString
    const u = new URL(url);
    const name = `prisma_migrate_shadow_db_${crypto.randomUUID()}`;
    await withMaintenance(url, (c) => c.query(`create database ${ident(name)}`));
    u.pathname = `/${name}`;
    return adapterFor(u.href, () =>
      withMaintenance(url, (c) => c.query(`drop database if exists ${ident(name)} with (force)`)),
    );
  },
});
async function withMaintenance(url, fn) {
  const u = new URL(url);
  const db = decodeURIComponent(u.pathname.slice(1));
  u.pathname = '/postgres';
  u.search = '';
  const c = new pg.Client({ connectionString: u.href });
  await c.connect();
  try {
    return await fn(c, db);
  } finally {
    await c.end();
  }
}
const ident = (s) => `"${s.replace(/"/g, '""')}"`;

if (argv.includes('cli')) {
  const url = opt('--datasource')[0];
  const cmd = argv[argv.length - 1];
  const dsUrl = (() => {
    try {
      return JSON.parse(url).url;
    } catch {
      return url;
    }
  })();
  log('INFO', 'start'); // the CLI drops the first stderr line
  try {
    if (cmd === 'can-connect-to-database') {
      const c = new pg.Client({ connectionString: dsUrl });
      await c.connect();
      await c.end();
    } else if (cmd === 'create-database')
      await withMaintenance(dsUrl, (c, db) => c.query(`create database ${ident(db)}`));
    else if (cmd === 'drop-database')
      await withMaintenance(dsUrl, (c, db) => c.query(`drop database if exists ${ident(db)}`));
    log('INFO', 'ok');
    process.exit(0);
  } catch (e) {
    log('ERROR', e.message || String(e.code), {
      error_code: e.code === '3D000' ? 'P1003' : e.code === '28P01' ? 'P1000' : 'P1001',
      is_panic: false,
    });
    process.exit(1);
  }
}

const datamodels = opt('--datamodels').map((f) => [f, readFileSync(f, 'utf8')]);
const ds = JSON.parse(opt('--datasource')[0] ?? 'null');
const bg = await loadWasm();
const url = ds?.url ?? 'postgresql://127.0.0.1:1/none'; // the wasm connects at once: a reachable database is always needed
let enginePromise;
const engine = () =>
  (enginePromise ??= bg.SchemaEngine.new(
    { datamodels: datamodels.length ? datamodels : undefined },
    (l) => process.env.DEBUG && process.stderr.write(`${String(l)}\n`),
    bindMigrationAwareSqlAdapterFactory(factory(url)),
  ));
const alias = { getDatabaseVersion: 'version', getDatabaseDescription: 'version' };

// A panic must not pass for an answer: the command line takes an engine that merely ends for one that had nothing to say.
let panic = '';
let current = null;
globalThis.PRISMA_WASM_PANIC_REGISTRY = {
  set_message(message) {
    panic = message;
  },
};
process.on('uncaughtException', (error) => {
  const data = { is_panic: false, message: `The schema engine stopped: ${panic || error.message}` };
  const answer = { jsonrpc: '2.0', id: current, error: { code: 4466, message: data.message, data } };
  process.stdout.write(`${JSON.stringify(answer)}\n`, () => process.exit(1));
});

let chain = Promise.resolve();
readline
  .createInterface({ input: process.stdin })
  .on('line', (line) => {
    chain = chain.then(() => handle(JSON.parse(line)));
  })
  .on('close', () => chain.then(() => process.exit(0)));

async function handle({ id, method, params }) {
  if (method === undefined) return;
  current = id;
  try {
    let result;
    if (method === 'createDatabase') {
      result = {
        databaseName: await withMaintenance(url, async (c, db) => {
          await c.query(`create database ${ident(db)}`);
          return db;
        }),
      };
    } else {
      const e = await engine();
      // the wasm forgets its shadow factory in these two; devDiagnostic (read-only) refills the schema cache they then hit
      if (method === 'evaluateDataLoss' || method === 'createMigration')
        await e.devDiagnostic({ migrationsList: params.migrationsList, filters: params.filters });
      result = (await e[alias[method] ?? method](params ?? {})) ?? {};
      if (method === 'diff' && result.stdout)
        process.stdout.write(
          `${JSON.stringify({ jsonrpc: '2.0', id: 0, method: 'print', params: { content: result.stdout } })}\n`,
        );
    }
    process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', id, result })}\n`);
  } catch (err) {
    const known = err?.code
      ? { is_panic: false, error_code: err.code, message: err.message, meta: err.meta }
      : { is_panic: false, message: String(err?.message ?? err) };
    process.stdout.write(
      `${JSON.stringify({
        jsonrpc: '2.0',
        id,
        error: { code: 4466, message: 'An error happened. Check the data field for details.', data: known },
      })}\n`,
    );
  }
}
