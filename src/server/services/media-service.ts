import { createHash } from 'node:crypto';
import { v4 as randomId } from 'uuid';
import { DomainError } from '@/core/errors';
import type { Limiter } from '@/server/limits';
import { inspectMedia, type MediaLimits } from '@/server/media/inspect-media';
import type { ByteRange, MediaStore } from '@/server/media/media-store';
import type { Login, Member } from '@/server/policy';
import type { MediaRepository, StoredMedia } from '@/server/repositories/media-repository';

type Deps = {
  readonly media: MediaRepository;
  readonly store: MediaStore;
  readonly limits: MediaLimits;
  readonly uploadLimiter: Limiter;
};

/** What an uploader learns: the reference to put into an item, to which the alternative text is added there. */
export type UploadedMedia = {
  readonly mediaId: string;
  readonly kind: 'image' | 'audio';
  readonly type: string;
  readonly size: number;
  readonly width: number | null;
  readonly height: number | null;
};

export type MediaService = ReturnType<typeof createMediaService>;

/** Images and sounds of items: taken from authors, given to members of the organisation and to who was shown the item. */
export function createMediaService({ media, store, limits, uploadLimiter }: Deps) {
  return {
    /** No upload is longer than this, whatever it holds. */
    maxBytes: Math.max(limits.imageBytes, limits.audioBytes),

    /** Counts an upload before its bytes are read. @throws DomainError `too_many_requests`. */
    async admitUpload(member: Member): Promise<void> {
      await uploadLimiter.take(member.userId);
    },

    /**
     * Keeps a file; the same content again is the same file.
     * @throws DomainError `media_not_supported`, `media_too_large`.
     */
    async upload(member: Member, received: Uint8Array): Promise<UploadedMedia> {
      const { kind, type, bytes, width, height } = await inspectMedia(received, limits);
      const { organisationId, userId } = member;
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const facts = { kind, type, size: bytes.byteLength, width, height };
      const known = await media.findByContent(organisationId, sha256);
      if (known) return { mediaId: known.id, ...facts };
      const id = randomId();
      await store.put(id, bytes);
      const row = { id, organisationId, sha256, type, size: bytes.byteLength, width, height, createdBy: userId };
      if (await media.add(row)) return { mediaId: id, ...facts };
      await store.delete(id); // the same file arrived twice at once
      const first = await media.findByContent(organisationId, sha256);
      if (!first) throw new DomainError('conflict');
      return { mediaId: first.id, ...facts };
    },

    /** The id under which the organisation has this content already, if it does. Keeps nothing. */
    async recognise(member: Member, received: Uint8Array): Promise<string | null> {
      const { bytes } = await inspectMedia(received, limits).catch(() => ({ bytes: received }));
      const known = await media.findByContent(member.organisationId, createHash('sha256').update(bytes).digest('hex'));
      return known?.id ?? null;
    },

    /**
     * What is known of a file, for who may have it: a member of its organisation, or a candidate one of whose sessions
     * has presented an item with it. For anybody else it does not exist.
     * @throws DomainError `not_found`.
     */
    async find(login: Login, id: string): Promise<StoredMedia> {
      const found = await media.find(id);
      if (!found) throw new DomainError('not_found');
      const isMember = login.memberships.some(({ organisationId }) => organisationId === found.organisationId);
      if (!isMember && !(await media.isPresentedTo(login.userId, found))) throw new DomainError('not_found');
      return found;
    },

    /** @throws DomainError `not_found` when it was removed meanwhile. */
    async read({ id }: StoredMedia, range: ByteRange): Promise<Uint8Array> {
      const piece = await store.get(id, range);
      if (!piece) throw new DomainError('not_found');
      return piece;
    },

    /** Removes a file no item has ever used. @throws DomainError `not_found`, `media_in_use`. */
    async remove(member: Member, id: string): Promise<void> {
      const found = await media.find(id);
      if (found?.organisationId !== member.organisationId) throw new DomainError('not_found');
      if (await media.isUsed(member.organisationId, id)) throw new DomainError('media_in_use');
      await media.remove(id);
      await store.delete(id);
    },
  };
}
