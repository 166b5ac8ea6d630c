const HOME = '/home';
const PLACEHOLDER = 'http://assay.invalid';

/**
 * Where to go after signing in: the path of `callbackUrl` when it stays on this site, else "/home".
 * Accepts a relative path, or an absolute address of `origin`. Addresses are judged by the URL parser, as the browser will
 * read them ("/\evil.example", "/<tab>/evil.example", "/.//evil.example" all lead elsewhere).
 */
export function callbackPath(callbackUrl: string | undefined, origin = PLACEHOLDER): string {
  if (!callbackUrl || !URL.canParse(callbackUrl, origin)) return HOME;
  const url = new URL(callbackUrl, origin);
  const leads = url.origin === origin && /^\/(?!\/)/.test(url.pathname); // a blob: address has an origin, but no such path
  const loops = /^\/(sign-in|api)(\/|$)/.test(url.pathname) || url.pathname === '/';
  return leads && !loops ? `${url.pathname}${url.search}${url.hash}` : HOME;
}
