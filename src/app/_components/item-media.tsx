import type { MediaRef } from '@/core/items/item';

const words = { transcript: 'In words' };

/** A picture or a recording of an item. A recording has the browser's own controls, and its words behind a disclosure. */
export function ItemMedia({ media: { mediaId, kind, alternativeText } }: { media: MediaRef }) {
  const source = `/api/media/${encodeURIComponent(mediaId)}`;
  if (kind === 'image') {
    const look = 'h-auto max-h-[60dvh] max-w-full rounded-md border bg-surface';
    // biome-ignore lint/performance/noImgElement: the file is private to the login, which an image optimiser does not have
    return <img src={source} alt={alternativeText} className={look} />;
  }
  return (
    <div className="flex flex-col gap-1">
      {/* biome-ignore lint/a11y/useMediaCaption: the words of the recording stand below it */}
      <audio
        controls
        preload="metadata"
        src={source}
        aria-label={alternativeText}
        className="min-h-11 w-full max-w-md"
      />
      <details>
        <summary className="flex min-h-11 items-center text-link">{words.transcript}</summary>
        <p>{alternativeText}</p>
      </details>
    </div>
  );
}
