import { fileTypeFromBuffer } from 'file-type';
import { DomainError } from '@/core/errors';
import { IMAGE_TYPES, type ImageType, imageExtent } from './image-extent';

/**
 * What a file really is. Its name and the type it was sent with are not looked at: only its content counts.
 *
 * SVG is refused, not cleaned: it is a document that can carry scripts, styles and references, what a cleaner must
 * know of it grows with every browser, and a drawing can be handed in as PNG or WebP.
 */
export type InspectedMedia = {
  readonly kind: 'image' | 'audio';
  readonly type: string;
  /** The file without anything glued behind an image's end. */
  readonly bytes: Uint8Array;
  readonly width: number | null;
  readonly height: number | null;
};

export type MediaLimits = { readonly imageBytes: number; readonly audioBytes: number };

/** Longest side of an image, pixels of one frame, and of all frames together (an animation is shown frame by frame). */
const MAX_SIDE = 8_192;
const MAX_PIXELS = 16_000_000;
const MAX_PIXELS_OF_ALL_FRAMES = 100_000_000;

/** How content types come out of detection, and what they are served as. */
const AUDIO_TYPES: Readonly<Record<string, string>> = {
  'audio/mpeg': 'audio/mpeg',
  'audio/ogg': 'audio/ogg',
  'audio/ogg; codecs=opus': 'audio/ogg',
  'audio/x-m4a': 'audio/mp4',
  'audio/mp4': 'audio/mp4',
  'audio/aac': 'audio/aac',
  'audio/wav': 'audio/wav',
  'audio/vnd.wave': 'audio/wav',
};

/** @throws DomainError `media_not_supported`, `media_too_large`. */
export async function inspectMedia(bytes: Uint8Array, limits: MediaLimits): Promise<InspectedMedia> {
  const detected = await fileTypeFromBuffer(bytes).catch(() => undefined);
  const mime: string = detected?.mime ?? '';
  if ((IMAGE_TYPES as readonly string[]).includes(mime)) {
    refuseAbove(limits.imageBytes, bytes, 'An image');
    return inspectImage(mime as ImageType, bytes);
  }
  const type = AUDIO_TYPES[mime];
  if (type === undefined) throw new DomainError('media_not_supported');
  refuseAbove(limits.audioBytes, bytes, 'A sound');
  return { kind: 'audio', type, bytes, width: null, height: null };
}

function inspectImage(type: ImageType, bytes: Uint8Array): InspectedMedia {
  const extent = imageExtent(type, bytes);
  if (!extent || extent.width === 0 || extent.height === 0)
    throw new DomainError('media_not_supported', 'The image is broken or not whole.');
  const { width, height, frames, end } = extent;
  const pixels = width * height;
  if (Math.max(width, height) > MAX_SIDE || pixels > MAX_PIXELS || pixels * frames > MAX_PIXELS_OF_ALL_FRAMES)
    throw new DomainError(
      'media_not_supported',
      `The image has ${width} x ${height} pixels${frames > 1 ? ` in ${frames} frames` : ''}; at most ${MAX_PIXELS} are taken.`,
    );
  return { kind: 'image', type, bytes: bytes.subarray(0, end), width, height };
}

function refuseAbove(limit: number, bytes: Uint8Array, what: string): void {
  if (bytes.byteLength > limit)
    throw new DomainError('media_too_large', `${what} may have ${limit / 1_000_000} MB.`, { limitBytes: limit });
}
