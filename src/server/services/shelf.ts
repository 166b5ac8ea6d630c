/** Keeps the latest `capacity` values; the least recently used goes first. */
export class Shelf<V> {
  private readonly values = new Map<string, V>();
  constructor(private readonly capacity: number) {}

  async take(key: string, make: () => V): Promise<Awaited<V>> {
    const value = this.values.get(key) ?? make();
    this.values.delete(key);
    this.values.set(key, value);
    if (this.values.size > this.capacity) this.values.delete(this.values.keys().next().value!);
    try {
      return await value;
    } catch (error) {
      this.values.delete(key); // a failed load is not kept
      throw error;
    }
  }
}
