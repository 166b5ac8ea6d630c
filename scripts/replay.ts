import { readFileSync } from 'node:fs';
import { checkCertificate } from '@/server/certificate';

/** `npm run replay -- <file>`: computes the score of a certificate again. AUTH_SECRET checks the signature as well. */
const file = process.argv[2];
if (!file) {
  console.error('Which file? npm run replay -- certificate-….json');
  process.exit(2);
}
const outcome = checkCertificate(readFileSync(file, 'utf8'), process.env.AUTH_SECRET ?? null);
for (const { name, state, note } of outcome.checks) console.log(`${state.padEnd(9)} ${name}${note ? `: ${note}` : ''}`);
process.exit(outcome.isGenuine ? 0 : 1);
