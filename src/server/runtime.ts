import type { NextAuthOptions } from 'next-auth';
import type { SharedRun } from '@/protocol/run-share';
import type { createCaller } from '@/server/api/root';
import type { Login } from '@/server/policy';

/**
 * What the pages and route handlers may ask of the running server. Next bundles its own copies of modules, so they must
 * not import services: a second copy would have its own bells, pools and caches. `server.ts` puts the one real set here.
 */
export type Runtime = {
  /** The login in a Cookie header, checked against the database. */
  readonly loginOf: (cookieHeader: string | null) => Promise<Login | null>;
  /** Calls the API in process as this login, for a visitor at this address. */
  readonly caller: (login: Login | null, address: string) => ReturnType<typeof createCaller>;
  /** The run a share link leads to, for a visitor at this address. Throws the refusals of the share service. */
  readonly openShared: (token: string, address: string) => Promise<SharedRun>;
  /** Whether anybody may make an account. */
  readonly isRegistrationOpen: boolean;
  readonly authOptions: NextAuthOptions;
};

declare global {
  var assayRuntime: Runtime | undefined;
}

export function provideRuntime(runtime: Runtime): void {
  globalThis.assayRuntime = runtime;
}

export function runtime(): Runtime {
  if (!globalThis.assayRuntime)
    throw new Error('Pages are served by server.ts; start Assay with `npm start` or `npm run dev`.');
  return globalThis.assayRuntime;
}
