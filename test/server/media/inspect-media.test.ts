import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isDomainError } from '@/core/errors';
import { type ImageType, imageExtent } from '@/server/media/image-extent';
import { inspectMedia } from '@/server/media/inspect-media';
import { aPngClaiming, aWave, PICTURES, picture } from '~test/support/media';

const LIMITS = { imageBytes: 2_000_000, audioBytes: 10_000_000 };
const NAMES = Object.keys(PICTURES) as (keyof typeof PICTURES)[];

const inspect = (bytes: Uint8Array, limits = LIMITS) => inspectMedia(bytes, limits);
const refusal = (bytes: Uint8Array, limits = LIMITS) =>
  inspect(bytes, limits).then(
    ({ type }) => `taken as ${type}`,
    (error) => (isDomainError(error) ? error.code : error),
  );

describe('a picture', () => {
  test.each(NAMES)('%s is known by its content, whole and with its size', async (name) => {
    const bytes = picture(name);
    const { type, frames } = PICTURES[name];
    expect(await inspect(bytes)).toEqual({ kind: 'image', type, bytes, width: 12, height: 8 });
    expect(imageExtent(type, bytes)).toEqual({ width: 12, height: 8, frames, end: bytes.length });
  });

  test.each(NAMES)('%s cut off anywhere is refused', async (name) => {
    const bytes = picture(name);
    for (let length = 0; length < bytes.length; length += 1)
      expect(await refusal(bytes.subarray(0, length)), `${length} of ${bytes.length} bytes`).toBe(
        'media_not_supported',
      );
  });

  test.each(NAMES)('%s keeps nothing of what is glued behind it', async (name) => {
    const bytes = picture(name);
    const tail = Buffer.from('PK\u0003\u0004<html><script>alert(1)</script>');
    expect((await inspect(Buffer.concat([bytes, tail]))).bytes).toEqual(bytes);
  });

  test('with more pixels than a page can hold is refused, however few its bytes', async () => {
    for (const [width, height] of [
      [50_000, 50_000],
      [0xffffffff, 1],
      [8_193, 1],
      [4_001, 4_000],
      [0, 8],
    ] as const)
      expect(await refusal(aPngClaiming(width, height)), `${width} x ${height}`).toBe('media_not_supported');
    expect(await refusal(aPngClaiming(4_000, 4_000))).toBe('taken as image/png');
  });

  test('that moves is counted with all its frames', async () => {
    const once = picture('small.gif');
    once.writeUInt16LE(4_000, 6);
    once.writeUInt16LE(4_000, 8);
    const start = 13 + 3 * 2 ** ((once[10]! & 7) + 1);
    const frames = once.subarray(start, -1);
    const withFrames = (count: number) =>
      Buffer.concat([once.subarray(0, start), ...Array.from({ length: count }, () => frames), Buffer.from([0x3b])]);
    expect(await refusal(withFrames(6))).toBe('taken as image/gif');
    expect(await refusal(withFrames(7))).toBe('media_not_supported');
  });

  test('above the limit of its kind is refused, also where a sound of that size is taken', async () => {
    const bytes = picture('small.png');
    expect(await refusal(bytes, { imageBytes: bytes.length - 1, audioBytes: 10_000_000 })).toBe('media_too_large');
    expect(await refusal(aWave(), { imageBytes: 100, audioBytes: 10_000 })).toBe('taken as audio/wav');
    expect(await refusal(aWave(), { imageBytes: 10_000, audioBytes: 100 })).toBe('media_too_large');
  });

  test('with any byte changed is taken within the limits or refused, and never upsets the reader', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...NAMES),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        async (name, changes) => {
          const bytes = picture(name);
          for (const [place, value] of changes) bytes[place % bytes.length] = value;
          const outcome = await inspect(bytes).catch((error) => error);
          if (isDomainError(outcome)) return;
          expect(outcome.bytes.length).toBeLessThanOrEqual(bytes.length);
          if (outcome.kind === 'image') expect(outcome.width * outcome.height).toBeLessThanOrEqual(16_000_000);
        },
      ),
      { numRuns: 1_500 },
    );
  });

  test('made of nothing but noise behind a signature ends the reader, not the process', () => {
    const types: ImageType[] = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'];
    fc.assert(
      fc.property(fc.constantFrom(...types), fc.uint8Array({ maxLength: 400 }), (type, noise) => {
        const start = picture(NAMES.find((name) => PICTURES[name].type === type)!).subarray(0, 40);
        const extent = imageExtent(type, Buffer.concat([start, noise]));
        expect(extent === null || extent.end <= 40 + noise.length).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a sound', () => {
  const padded = (head: readonly number[] | string) => {
    const bytes = Buffer.alloc(2_000);
    Buffer.from(head as never).copy(bytes);
    return bytes;
  };
  test.each([
    ['WAV', aWave(), 'audio/wav'],
    ['MP3', padded([0xff, 0xfb, 0x90, 0x64]), 'audio/mpeg'],
    ['AAC', padded([0xff, 0xf1, 0x50, 0x80]), 'audio/aac'],
    ['M4A', padded('\0\0\0\u0018ftypM4A \0\0\0\0M4A mp42'), 'audio/mp4'],
    ['Ogg Vorbis', padded(`OggS${'\0'.repeat(24)}\u0001vorbis`), 'audio/ogg'],
    ['Ogg Opus', padded(`OggS${'\0'.repeat(24)}OpusHead`), 'audio/ogg'],
  ])('%s is known by its content', async (_, bytes, type) => {
    expect(await inspect(bytes)).toMatchObject({ kind: 'audio', type, width: null });
  });
});

describe('anything else is refused, whatever it calls itself:', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  test.each([
    ['nothing', ''],
    ['HTML', '<!doctype html><html><script>alert(1)</script></html>'],
    ['SVG', svg],
    ['SVG with an XML head', `<?xml version="1.0"?>${svg}`],
    ['a PDF', '%PDF-1.7\n1 0 obj'],
    ['a ZIP', 'PK\u0003\u0004\u0014\0\0\0'],
    ['a film', '\0\0\0\u0018ftypmp42\0\0\0\0mp42isom'],
    ['a program', '\u007fELF\u0002\u0001\u0001'],
    ['a script that begins like a GIF', 'GIF89a/*;alert(1);//*/'],
    ['a page that begins like a JPEG', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.from('<html>')])],
    [
      'a PNG signature and HTML',
      Buffer.concat([picture('small.png').subarray(0, 8), Buffer.from('<html>'.repeat(20))]),
    ],
    ['zeros', Buffer.alloc(5_000)],
  ])('%s', async (_, content) => {
    expect(await refusal(Buffer.from(content as never))).toBe('media_not_supported');
  });
});
