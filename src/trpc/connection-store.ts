/**
 * `idle`: no socket is wanted. `live`: open. `reconnecting`: lost, being tried again. `offline`: the browser says there is
 * no network. `signedOut`: the server ended the login; signing in again is the only way on.
 */
export type ConnectionStatus = 'idle' | 'live' | 'reconnecting' | 'offline' | 'signedOut';

export type ConnectionStore = {
  get(): ConnectionStatus;
  /** What the socket says; while the browser is offline that goes first. */
  set(status: Exclude<ConnectionStatus, 'offline'>): void;
  subscribe(onChange: () => void): () => void;
  /**
   * Follows the browser's own word on the network until the returned function is called. `renew` replaces the socket once
   * the network is back: the old one may look open for long after it died.
   */
  followBrowser(renew: () => void): () => void;
};

/** For `useSyncExternalStore`. */
export function createConnectionStore(): ConnectionStore {
  let socket: Exclude<ConnectionStatus, 'offline'> = 'idle';
  let isOffline = false;
  const listeners = new Set<() => void>();
  const get = () => (isOffline && socket !== 'signedOut' ? 'offline' : socket);
  const change = (apply: () => void) => {
    const before = get();
    apply();
    if (get() === before) return;
    for (const onChange of listeners) onChange();
  };
  return {
    get,
    set: (next) =>
      change(() => {
        socket = next;
      }),
    subscribe(onChange) {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    followBrowser(renew) {
      const offline = () =>
        change(() => {
          isOffline = true;
        });
      const online = () => {
        change(() => {
          isOffline = false;
          if (socket === 'live') socket = 'reconnecting';
        });
        renew();
      };
      window.addEventListener('offline', offline);
      window.addEventListener('online', online);
      return () => {
        window.removeEventListener('offline', offline);
        window.removeEventListener('online', online);
      };
    },
  };
}
