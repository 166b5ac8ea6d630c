import { type ItemModel, untilMade, type Variant } from '@/core/items/item-model';
import { drawKeyPlace, numericDistractors, type Slip } from '@/core/items/numeric-distractors';
import type { Random } from '@/core/items/random';

type Segment = { readonly seq: number; readonly length: number };

/** The acknowledgement number after segments arrived in this order: the first byte still missing (RFC 9293, section 3.4). */
export function cumulativeAck(expected: number, arrived: readonly Segment[]): number {
  let next = expected;
  for (let moved = true; moved; ) {
    moved = false;
    for (const { seq, length } of arrived) {
      if (seq <= next && seq + length > next) {
        next = seq + length;
        moved = true;
      }
    }
  }
  return next;
}

const slip = (value: number, misconception: string): Slip => ({ value, misconception });

/** What acknowledges one segment; SYN and FIN take up one number each. */
function oneSegment(random: Random, place: number): Variant | null {
  const [seq, ack] = [random.int(1000, 9000), random.int(1000, 9000)];
  const flag = random.pick(['SYN', 'FIN', 'PSH'] as const);
  const length = flag === 'SYN' ? 0 : flag === 'FIN' ? random.pick([0, random.int(1, 900)]) : random.int(1, 1460);
  const key = seq + length + (flag === 'PSH' ? 0 : 1);
  const distractors = numericDistractors(
    key,
    [
      slip(
        seq + length + (flag === 'PSH' ? 1 : 0),
        flag === 'PSH' ? 'adds one for each segment' : `forgets that ${flag} takes up a number`,
      ),
      slip(seq + length - 1, 'names the last byte received instead of the next one expected'),
      slip(seq, 'repeats the sequence number'),
      slip(ack + length, 'continues the numbers of the other direction'),
      slip(ack, 'repeats the acknowledgement number'),
      slip(ack + 1, 'adds one to the acknowledgement number'),
      slip(seq + 2, 'counts two numbers for the flags'),
    ],
    place,
    { telling: 2 },
  );
  if (distractors === null) return null;
  const flags = flag === 'SYN' ? 'SYN' : `${flag}, ACK`;
  return {
    stem: `A host receives a TCP segment with the flags ${flags}, sequence number ${seq}${flag === 'SYN' ? '' : `, acknowledgement number ${ack}`} and ${length} bytes of data. Everything before it has arrived. Which acknowledgement number does the host answer with?`,
    key: String(key),
    distractors,
    explanation: `The acknowledgement names the next byte expected: ${seq} + ${length}${flag === 'PSH' ? '' : ` + 1, because ${flag} takes up one number`} = ${key}.`,
    hint: 'An acknowledgement number points to what is expected next. Which parts of a segment take up numbers?',
  };
}

/** Numbers of a segment somewhere in a conversation. */
function conversation(random: Random, place: number): Variant | null {
  const [client, server] = [random.int(100, 900) * 10, random.int(100, 900) * 10];
  const [sent, received] = [[random.int(20, 600), random.int(20, 600)], [random.int(20, 1400)]] as const;
  const askAck = random.next() < 0.5;
  const up = sent[0]! + sent[1]!;
  const down = received[0]!;
  const key = askAck ? server + 1 + down : client + 1 + up;
  const distractors = numericDistractors(
    key,
    [
      slip(askAck ? server + down : client + up, 'forgets that SYN takes up a number'),
      slip(askAck ? client + 1 + up : server + 1 + down, 'mixes up the two directions'),
      slip(askAck ? server + 1 + up : client + 1 + down, 'adds the bytes of the other direction'),
      slip(
        askAck ? server + down + 2 : client + 1 + sent[0]!,
        askAck ? 'counts one number for the ACK as well' : 'names the segment before',
      ),
      slip(askAck ? server + 1 : client + 1, 'stays at the number after the handshake'),
      slip(askAck ? server + 1 + down + up : client + 1 + up + down, 'adds the bytes of both directions'),
      slip(askAck ? server + 3 : client + 3, 'counts segments instead of bytes'),
    ],
    place,
    { telling: 3 },
  );
  if (distractors === null) return null;
  return {
    stem: `A TCP client opens a connection with initial sequence number ${client}; the server's is ${server}. After the handshake the client sends segments of ${sent[0]} and ${sent[1]} bytes, and the server sends one of ${down} bytes. All arrive. Which ${askAck ? 'acknowledgement' : 'sequence'} number does the client's next data segment carry?`,
    key: String(key),
    distractors,
    explanation: `${askAck ? `It acknowledges the server's SYN and data: ${server} + 1 + ${down}` : `The client's SYN takes up one number, its data ${sent[0]} + ${sent[1]}: ${client} + 1 + ${up}`} = ${key}. The other direction has numbers of its own.`,
    hint: 'Keep one counter for each direction; an ACK without data takes up nothing.',
  };
}

/** Segments out of order, one of them lost. */
function withLoss(random: Random, place: number): Variant | null {
  const start = random.int(10, 90) * 100 + 1;
  const segments: Segment[] = [];
  let seq = start;
  for (let i = 0; i < random.int(5, 6); i++) {
    const length = random.int(1, 14) * 100;
    segments.push({ seq, length });
    seq += length;
  }
  const lost = random.int(1, segments.length - 1);
  const arrived = random.shuffle(segments.filter((_, index) => index !== lost || random.next() < 0.15));
  const shown = arrived.slice(0, random.int(3, arrived.length));
  const key = cumulativeAck(start, shown);
  const bytes = shown.reduce((sum, { length }) => sum + length, 0);
  const highest = Math.max(...shown.map((one) => one.seq + one.length));
  const last = shown.at(-1)!;
  const ends = segments.map((one) => one.seq + one.length);
  const distractors = numericDistractors(
    key,
    [
      slip(highest, 'acknowledges the highest byte received, across the gap'),
      slip(last.seq + last.length, 'acknowledges the segment that arrived last'),
      slip(start + bytes, 'adds the bytes received to the first number'),
      slip(last.seq, 'repeats the sequence number of the last arrival'),
      slip(start, 'stops at the start because of the reordering'),
      ...random.shuffle(ends).map((end) => slip(end, 'puts the gap at the wrong segment')),
    ],
    place,
    { telling: 3 },
  );
  if (distractors === null || shown.every((one, index) => index === 0 || one.seq > shown[index - 1]!.seq)) return null;
  return {
    stem: `A TCP receiver expects sequence number ${start} next. These segments arrive in this order, and the receiver keeps what comes early. Which cumulative acknowledgement number does it send after the last of them?\n\n\`\`\`\n${shown.map((one) => `seq ${one.seq}, ${one.length} bytes`).join('\n')}\n\`\`\``,
    key: String(key),
    distractors,
    explanation: `Sorted, the segments cover ${shown
      .toSorted((left, right) => left.seq - right.seq)
      .map((one) => `${one.seq} to ${one.seq + one.length - 1}`)
      .join(
        ', ',
      )}. From ${start} on, the first byte not received is ${key}; what lies beyond a gap is kept and not yet acknowledged.`,
    hint: 'Put the segments in order and look for the first byte that is missing.',
  };
}

const PROBLEM: Record<string, (random: Random, place: number) => Variant | null> = {
  easy: oneSegment,
  medium: conversation,
  hard: withLoss,
};

/** Sequence and acknowledgement numbers. */
export const networkingTcp: ItemModel = {
  id: 'networking-tcp',
  version: 1,
  skillId: 'networking',
  title: 'Numbers of TCP segments',
  levels: [
    { id: 'easy', difficulty: -0.1, expectedTimeMs: 50_000 },
    { id: 'medium', difficulty: 0.6, expectedTimeMs: 70_000 },
    { id: 'hard', difficulty: 1, expectedTimeMs: 90_000 },
  ],
  generate(random, level) {
    const place = drawKeyPlace(random);
    return untilMade(() => PROBLEM[level]!(random, place));
  },
};
