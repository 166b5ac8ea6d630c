import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Env, InvalidSettings } from './env';

/**
 * The secret logins are signed with: as set, or one made at the first start and kept in the data folder.
 * @throws InvalidSettings in production with a database of one's own, where several processes must share one.
 */
export function authSecret(env: Env): string {
  if (env.AUTH_SECRET) return env.AUTH_SECRET;
  if (!env.embedded && env.NODE_ENV === 'production') {
    throw new InvalidSettings(
      'AUTH_SECRET is not set: with DATABASE_URL in production it wants at least 32 characters, the same for all processes.',
    );
  }
  const file = path.join(env.dataDir, 'auth-secret');
  if (!existsSync(file)) {
    mkdirSync(env.dataDir, { recursive: true });
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600 });
  }
  return readFileSync(file, 'utf8').trim();
}
