import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startAssay } from '@/server/start';

/** Entry of the bundled server: `npm start` and `npm run dev` load this after building. */
const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.basename(here) === 'dist' ? path.dirname(here) : here;
await startAssay(root);
