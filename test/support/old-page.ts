import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { chromium } from '@playwright/test';

const FILES: Readonly<Record<string, readonly [file: string, type: string]>> = {
  '/': [path.resolve(import.meta.dirname, '../wire/browser/old-client.html'), 'text/html; charset=utf-8'],
  '/socket.io.js': [
    path.join(
      path.dirname(createRequire(import.meta.url).resolve('socket.io-client/package.json')),
      'dist/socket.io.js',
    ),
    'text/javascript',
  ],
};

/** Serves an old client's page and the library it loads, and nothing else, from an origin of its own. */
export async function servePage() {
  const server = createServer(async (request, response) => {
    const found = FILES[request.url ?? ''];
    if (!found) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': found[1] }).end(await readFile(found[0]));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { port, stop: () => new Promise((resolve) => server.close(resolve)) };
}

/** A Chromium to use; null where there is none. `npm test` finds or installs one and says so in CHROMIUM_PATH. */
export function chromiumHere(): string | null {
  const places = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', chromium.executablePath()];
  return places.find((place) => place !== undefined && existsSync(place)) ?? null;
}
