/**
 * `idle`: no socket is wanted. `live`: open. `reconnecting`: lost, being tried again. `offline`: the browser says there is
 * no network. `signedOut`: the server ended the login; signing in again is the only way on.
 */
export type ConnectionStatus = 'idle' | 'live' | 'reconnecting' | 'offline' | 'signedOut';

export type ConnectionStore = {
  get(): ConnectionStatus;
  set(status: ConnectionStatus): void;
  subscribe(onChange: () => void): () => void;
  /** Follows the browser's own word on the network until the returned function is called. */
  followBrowser(): () => void;
};

/** For `useSyncExternalStore`. */
export function createConnectionStore(): ConnectionStore {
  let status: ConnectionStatus = 'idle';
  const listeners = new Set<() => void>();
  const store: ConnectionStore = {
    get: () => status,
    set(next) {
      if (next === status) return;
      status = next;
      for (const onChange of listeners) onChange();
    },
    subscribe(onChange) {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    followBrowser() {
      const offline = () => store.set('offline');
      const online = () => store.set('reconnecting');
      window.addEventListener('offline', offline);
      window.addEventListener('online', online);
      return () => {
        window.removeEventListener('offline', offline);
        window.removeEventListener('online', online);
      };
    },
  };
  return store;
}
