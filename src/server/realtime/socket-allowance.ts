export const TOO_MANY_SOCKETS = { code: 1008, reason: 'too_many_sockets' } as const;

/** How many sockets a person, and an address, holds open in this process, of whatever kind. */
export function createSocketAllowance(perPerson: number, perAddress: number) {
  const open = new Map<string, number>();
  const count = (key: string, by: number) => {
    const held = (open.get(key) ?? 0) + by;
    if (held > 0) open.set(key, held);
    else open.delete(key);
  };
  return {
    /** Books one socket; the result gives it back and may be called twice. Null when one more would be too many. */
    take(userId: string, address: string): (() => void) | null {
      const keys = [`person ${userId}`, `address ${address}`] as const;
      if ((open.get(keys[0]) ?? 0) >= perPerson || (open.get(keys[1]) ?? 0) >= perAddress) return null;
      for (const key of keys) count(key, 1);
      let isHeld = true;
      return () => {
        if (!isHeld) return;
        isHeld = false;
        for (const key of keys) count(key, -1);
      };
    },
  };
}
