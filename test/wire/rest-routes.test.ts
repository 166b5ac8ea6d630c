import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { originRule } from '@/server/wire/origins';
import { createRest } from '@/server/wire/rest/rest';
import { type AssayServer, startAssayServer } from '~test/support/assay-server';
import { restClient } from '~test/support/rest-client';

/** What the server answers, what its document says it answers, and what the guide for old clients lists: the same. */
let assay: AssayServer;
beforeAll(async () => {
  assay = await startAssayServer(inject('postgresUrl'));
});
afterAll(() => assay.stop());

/** Served beside the routes: the document itself, for programs and for people. */
const ABOUT = ['GET /', 'GET /docs', 'GET /openapi.json'];
const plain = (address: string) =>
  address
    .replace('/api/v1', '')
    .replace(/:(\w+)/g, '{$1}')
    .replace(/(.)\/$/, '$1') || '/';

/** Every route the router holds that ends in an answer; what all requests pass through is under `ALL`. */
function answered(): string[] {
  const app = createRest({ services: assay.services, log: assay.log, isAllowedOrigin: originRule(assay.env) });
  const routes = app.routes.filter(({ method }) => method !== 'ALL');
  return [...new Set(routes.map(({ method, path: address }) => `${method} ${plain(address)}`))].toSorted();
}

async function documented(): Promise<string[]> {
  const { body } = await restClient(assay.origin).get('/openapi.json');
  return Object.entries(body.paths as Record<string, object>)
    .flatMap(([address, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${plain(address)}`))
    .toSorted();
}

test('every route the server answers is in its document, and every one in the document is answered', async () => {
  const served = answered();
  expect(served.length).toBeGreaterThan(35);
  expect(served.filter((route) => !ABOUT.includes(route))).toEqual(await documented());
  expect(served).toEqual(expect.arrayContaining(ABOUT));
});

test('the guide for old clients lists each of them, and none that is not there', async () => {
  const guide = readFileSync(path.resolve(import.meta.dirname, '../../docs/protocols.md'), 'utf8');
  const table = guide.slice(guide.indexOf('## REST'));
  const listed = [...table.matchAll(/`((?:(?:GET|POST|PUT|DELETE)(?:, )?)+) (\/[^`?\s]*)/g)].flatMap(
    ([, methods, address]) => methods!.split(', ').map((method) => `${method} ${address!}`),
  );
  const nameless = (route: string) => route.replace(/\{\w+\}/g, '{}');
  expect([...new Set(listed.map(nameless))].toSorted()).toEqual(
    [...new Set((await documented()).map(nameless))].toSorted(),
  );
});

test('an answer that a route gives to a stranger is one its document names', async () => {
  const { body } = await restClient(assay.origin).get('/openapi.json');
  const paths = body.paths as Record<string, Record<string, { responses: object; requestBody?: object }>>;
  for (const [address, methods] of Object.entries(paths))
    for (const [method, { responses, requestBody }] of Object.entries(methods)) {
      const asked = `${assay.origin}${address.replace(/\{\w+\}/g, crypto.randomUUID())}`;
      const types = requestBody ? ['application/json', 'text/plain'] : [undefined];
      for (const type of types) {
        const response = await fetch(asked, {
          method: method.toUpperCase(),
          ...(type && { headers: { 'content-type': type }, body: '{' }),
        });
        await response.text();
        expect(Object.keys(responses), `${method} ${address} as ${type}: ${response.status}`).toContain(
          String(response.status),
        );
      }
    }
});
