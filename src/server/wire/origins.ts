import type { Env } from '@/server/env';

/** What pages of the older clients are served from while developing, as their documents list it. */
const DEVELOPMENT = [
  'http://localhost:3000',
  'http://localhost:80',
  'http://localhost',
  'http://localhost:8000',
  'http://localhost:5173',
  'http://127.0.0.1:*',
];

/** Whether pages of an origin may use the REST API and Socket.IO: those set, else in development the usual local ones. */
export function originRule(env: Pick<Env, 'CORS_ORIGINS' | 'NODE_ENV' | 'PUBLIC_URL'>): (origin: string) => boolean {
  const allowed = env.CORS_ORIGINS ?? (env.NODE_ENV === 'production' ? [] : DEVELOPMENT);
  const own = env.PUBLIC_URL ? new URL(env.PUBLIC_URL).origin : null;
  const exact = new Set(allowed.filter((origin) => !origin.endsWith(':*')));
  const anyPort = allowed.filter((origin) => origin.endsWith(':*')).map((origin) => origin.slice(0, -2));
  return (origin) =>
    origin === own || exact.has(origin) || anyPort.some((host) => origin === host || isPortOf(host, origin));
}

const isPortOf = (host: string, origin: string) =>
  origin.startsWith(`${host}:`) && /^\d+$/.test(origin.slice(host.length + 1));
