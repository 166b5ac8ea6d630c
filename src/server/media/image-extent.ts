/**
 * How large an image says it is, read from its structure alone: nothing is decoded, so a file of a few kilobytes that
 * would unpack to gigabytes costs nothing here. `end` is where the image's own data stop; what follows belongs to
 * something else glued behind it.
 */
export type ImageExtent = {
  readonly width: number;
  readonly height: number;
  readonly frames: number;
  readonly end: number;
};

export const IMAGE_TYPES = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'] as const;
export type ImageType = (typeof IMAGE_TYPES)[number];

/** Null when the bytes are not a whole image of this type. */
export function imageExtent(type: ImageType, bytes: Uint8Array): ImageExtent | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return READERS[type](view);
  } catch (error) {
    if (error instanceof RangeError) return null; // it ends before its structure does
    throw error;
  }
}

const READERS = { 'image/png': png, 'image/jpeg': jpeg, 'image/webp': webp, 'image/gif': gif } satisfies Record<
  ImageType,
  (view: DataView) => ImageExtent | null
>;

const tag = (view: DataView, at: number) =>
  String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));

/** Signature, then chunks (length, type, data, checksum) from IHDR to IEND. PNG specification, section 5. */
function png(view: DataView): ImageExtent | null {
  let hasData = false;
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  if (tag(view, 12) !== 'IHDR') return null;
  for (let at = 8; ; ) {
    const length = view.getUint32(at);
    const kind = tag(view, at + 4);
    const next = at + 12 + length;
    view.getUint8(next - 1);
    if (kind === 'IDAT') hasData = true;
    if (kind === 'IEND') return hasData ? { width, height, frames: 1, end: next } : null;
    at = next;
  }
}

/** Markers with a length each; after a scan header comes data in which 0xFF is followed by 0 or a restart mark. ITU T.81, B.1. */
function jpeg(view: DataView): ImageExtent | null {
  if (view.getUint16(0) !== 0xffd8) return null;
  let size: { width: number; height: number } | null = null;
  let at = 2;
  for (;;) {
    if (view.getUint8(at) !== 0xff) return null;
    while (view.getUint8(at + 1) === 0xff) at += 1;
    const marker = view.getUint8(at + 1);
    at += 2;
    if (marker === 0xd9) return size && { ...size, frames: 1, end: at };
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) continue;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame && size) return null;
    if (isFrame) size = { height: view.getUint16(at + 3), width: view.getUint16(at + 5) };
    at += view.getUint16(at);
    if (marker !== 0xda) continue;
    if (!size) return null;
    while (!(view.getUint8(at) === 0xff && isMarker(view.getUint8(at + 1)))) at += 1;
  }
}

/** Within scan data a 0xFF before 0x00 is a data byte, and restart marks belong to the scan. */
const isMarker = (byte: number) => byte !== 0x00 && byte !== 0xff && !(byte >= 0xd0 && byte <= 0xd7);

/** A RIFF container whose first chunk gives the size: VP8, VP8L, or VP8X with frames in ANMF chunks. */
function webp(view: DataView): ImageExtent | null {
  const end = 8 + view.getUint32(4, true);
  view.getUint8(end - 1);
  const uint24 = (at: number) => view.getUint16(at, true) + view.getUint8(at + 2) * 65_536;
  let size: { width: number; height: number } | null = null;
  let pictures = 0;
  let frames = 0;
  for (let at = 12; at + 8 <= end; ) {
    const kind = tag(view, at);
    const length = view.getUint32(at + 4, true);
    const data = at + 8;
    if (data + length > end) return null;
    if (kind === 'VP8X') size = { width: uint24(data + 4) + 1, height: uint24(data + 7) + 1 };
    if (kind === 'ANMF') frames += 1;
    if (kind === 'VP8 ' || kind === 'VP8L') {
      const own = kind === 'VP8 ' ? lossySize(view, data) : losslessSize(view, data);
      if (size && (own.width > size.width || own.height > size.height)) return null;
      size ??= own;
      pictures += 1;
    }
    at = data + length + (length % 2);
  }
  return size && pictures + frames > 0 ? { ...size, frames: Math.max(1, frames), end } : null;
}

const lossySize = (view: DataView, data: number) => ({
  width: view.getUint16(data + 6, true) & 0x3fff,
  height: view.getUint16(data + 8, true) & 0x3fff,
});

function losslessSize(view: DataView, data: number) {
  const bits = view.getUint32(data + 1, true);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}

/** Screen, colour table, then extensions and frames made of sub-blocks, up to the trailer. GIF89a, section 14 on. */
function gif(view: DataView): ImageExtent | null {
  const [width, height] = [view.getUint16(6, true), view.getUint16(8, true)];
  const tableBytes = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
  let at = 13 + tableBytes(view.getUint8(10));
  const skipBlocks = () => {
    for (let length = view.getUint8(at); length > 0; length = view.getUint8(at)) at += length + 1;
    at += 1;
  };
  let frames = 0;
  for (;;) {
    const kind = view.getUint8(at);
    if (kind === 0x3b) return frames > 0 ? { width, height, frames, end: at + 1 } : null;
    if (kind === 0x21) {
      at += 2;
      skipBlocks();
    } else if (kind === 0x2c) {
      const right = view.getUint16(at + 1, true) + view.getUint16(at + 5, true);
      const bottom = view.getUint16(at + 3, true) + view.getUint16(at + 7, true);
      if (right > width || bottom > height) return null;
      at += 10 + tableBytes(view.getUint8(at + 9)) + 1;
      skipBlocks();
      frames += 1;
    } else return null;
  }
}
