/** The best few of a stream, best first; among equals the one offered first. */
export class Ranking {
  length = 0;
  readonly index: Int32Array;
  readonly score: Float64Array;
  readonly share: Float64Array;
  readonly success: Float64Array;

  constructor(readonly capacity: number) {
    this.index = new Int32Array(capacity);
    this.score = new Float64Array(capacity);
    this.share = new Float64Array(capacity);
    this.success = new Float64Array(capacity);
  }

  offer(index: number, score: number, share: number, success: number): void {
    if (this.length === this.capacity && !(score > this.score[this.capacity - 1]!)) return;
    let place = Math.min(this.length, this.capacity - 1);
    while (place > 0 && score > this.score[place - 1]!) {
      this.index[place] = this.index[place - 1]!;
      this.score[place] = this.score[place - 1]!;
      this.share[place] = this.share[place - 1]!;
      this.success[place] = this.success[place - 1]!;
      place--;
    }
    this.index[place] = index;
    this.score[place] = score;
    this.share[place] = share;
    this.success[place] = success;
    if (this.length < this.capacity) this.length++;
  }
}
