import { useSyncExternalStore } from 'react';

const KEY = 'assay.device';
let name: string | null = null;

/**
 * This tab's own random name, by which the server knows which device answers. It outlives a reload and ends with the tab.
 * Where storage is forbidden it lives as long as the page.
 */
export function deviceName(): string {
  if (name !== null) return name;
  try {
    name = sessionStorage.getItem(KEY);
    if (name === null) {
      name = crypto.randomUUID();
      sessionStorage.setItem(KEY, name);
    }
  } catch {
    name ??= crypto.randomUUID();
  }
  return name;
}

const never = () => () => {};

/** Null on the server, which cannot know it. */
export const useDeviceName = (): string | null => useSyncExternalStore(never, deviceName, () => null);
