/** A piece of a file: from byte `start` up to, not including, byte `end`. */
export type ByteRange = { readonly start: number; readonly end: number };

/**
 * Where the bytes of images and sounds are kept. It knows bytes by id and nothing else: what they are, whose, and who
 * may have them is the media service's. Ids are made anew for each file, so a stored file never changes under its id.
 */
export type MediaStore = {
  /** Keeps the bytes before it resolves. */
  put(id: string, bytes: Uint8Array): Promise<void>;
  /** The piece asked for, shorter when the file ends before it; null when there is no such file. */
  get(id: string, range: ByteRange): Promise<Uint8Array | null>;
  /** Deleting what is not there changes nothing. */
  delete(id: string): Promise<void>;
};
