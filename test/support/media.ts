import { readFileSync } from 'node:fs';
import path from 'node:path';

const FOLDER = path.resolve(import.meta.dirname, '../vectors/media');

/** Pictures of 12 x 8 pixels, each as libvips writes it. */
export const PICTURES = {
  'small.png': { type: 'image/png', frames: 1 },
  'small.jpg': { type: 'image/jpeg', frames: 1 },
  'progressive.jpg': { type: 'image/jpeg', frames: 1 },
  'small.webp': { type: 'image/webp', frames: 1 },
  'lossless.webp': { type: 'image/webp', frames: 1 },
  'moving.webp': { type: 'image/webp', frames: 2 },
  'small.gif': { type: 'image/gif', frames: 1 },
  'moving.gif': { type: 'image/gif', frames: 2 },
} as const;

export const picture = (name: keyof typeof PICTURES): Buffer => readFileSync(path.join(FOLDER, name));

/** A sound of silence, 8-bit mono at 8 kHz, with `bytes` bytes of samples. */
export function aWave(bytes = 800): Buffer {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + bytes, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(8_000, 24);
  header.writeUInt32LE(8_000, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write('data', 36);
  header.writeUInt32LE(bytes, 40);
  return Buffer.concat([header, Buffer.from(Array.from({ length: bytes }, (_, index) => index % 251))]);
}

/** A PNG whose header claims a size; its picture data are those of the small one. */
export function aPngClaiming(width: number, height: number): Buffer {
  const bytes = picture('small.png');
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}
