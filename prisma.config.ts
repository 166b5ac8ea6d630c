import path from 'node:path';
import { defineConfig } from 'prisma/config';

// The command line needs a schema engine; ours speaks its protocol over WebAssembly, so nothing is downloaded.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= path.resolve(import.meta.dirname, 'scripts/schema-engine.mjs');
process.env.CHECKPOINT_DISABLE ??= '1';

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://unset' }, // `generate` needs no database
});
