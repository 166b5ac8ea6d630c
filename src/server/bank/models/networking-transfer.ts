import type { ContentModel } from '@/core/items/item-model';

/** Time to send a file: bits are not bytes, and a round trip is paid for each question and answer before it. */
export const networkingTransfer: ContentModel = {
  id: 'networking-transfer',
  version: 1,
  skillId: 'networking',
  title: 'Time to transfer a file',
  type: 'numeric',
  levels: [
    { id: 'easy', difficulty: -0.8, expectedTimeMs: 60_000 },
    { id: 'hard', difficulty: 0.6, expectedTimeMs: 90_000 },
  ],
  make: (random, level) => {
    const megabits = random.pick([4, 5, 8, 10, 16, 20, 25, 40, 50, 80, 100, 200]);
    const megabytes = random.int(3, 90) * 5;
    const [trips, roundTripMs] = level === 'hard' ? [random.int(2, 6), random.int(4, 30) * 10] : [0, 0];
    const sending = (megabytes * 8) / megabits;
    const key = sending + (trips * roundTripMs) / 1000;
    const before =
      trips === 0
        ? ''
        : ` Before the first byte, ${trips} round trips of ${roundTripMs} ms each pass one after the other.`;
    const waiting =
      trips === 0 ? '' : ` The round trips add ${trips} × ${roundTripMs} ms = ${(trips * roundTripMs) / 1000} s.`;
    return {
      type: 'numeric',
      stem: `A file of ${megabytes} MB is sent over a link that carries ${megabits} Mbit/s, with nothing else on it and no overhead (1 MB = 1,000,000 bytes).${before} After what time has all of it arrived?`,
      key: Number(key.toFixed(6)),
      tolerance: { kind: 'relative', value: 0.01 },
      unit: 's',
      otherUnits: [
        { unit: 'ms', factor: 0.001 },
        { unit: 'min', factor: 60 },
      ],
      explanation: `A byte has 8 bits: ${megabytes} MB are ${megabytes * 8} Mbit, which take ${megabytes * 8} / ${megabits} = ${Number(sending.toFixed(3))} s.${waiting} Together ${Number(key.toFixed(3))} s.`,
      hint: 'Bring both figures to the same unit first.',
    };
  },
};
