import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type ConnectionStatus, createConnectionStore } from '@/trpc/connection-store';

let browser: EventTarget;
beforeEach(() => {
  browser = new EventTarget();
  vi.stubGlobal('window', browser);
});
afterEach(() => void vi.unstubAllGlobals());

test('tells each change once, and nothing when nothing changed', () => {
  const store = createConnectionStore();
  const seen: ConnectionStatus[] = [];
  const stop = store.subscribe(() => seen.push(store.get()));
  for (const status of ['live', 'live', 'reconnecting', 'live'] as const) store.set(status);
  stop();
  store.set('reconnecting');
  expect(seen).toEqual(['live', 'reconnecting', 'live']);
});

test('believes the browser that there is no network, and renews the socket when there is again', () => {
  const store = createConnectionStore();
  const renew = vi.fn();
  const stop = store.followBrowser(renew);
  store.set('live');
  browser.dispatchEvent(new Event('offline'));
  expect(store.get()).toBe('offline');
  store.set('reconnecting'); // the socket's own word comes second
  expect(store.get()).toBe('offline');
  browser.dispatchEvent(new Event('online'));
  expect(renew).toHaveBeenCalledOnce();
  expect(store.get()).toBe('reconnecting');
  stop();
  browser.dispatchEvent(new Event('offline'));
  expect(store.get()).toBe('reconnecting');
});

test('an ended login is shown whether there is a network or not', () => {
  const store = createConnectionStore();
  store.followBrowser(() => undefined);
  store.set('signedOut');
  browser.dispatchEvent(new Event('offline'));
  expect(store.get()).toBe('signedOut');
});
