import { CodeListing } from '@/components/code-listing';
import { RichText } from '@/components/rich-text';
import type { ItemOption } from '@/core/items/item';
import type { ShownItem } from '@/core/items/types/item-type';
import { ItemMedia } from './item-media';

/** What an item asks, with what belongs to it: pictures, recordings, code. */
export function ItemStem({ shown, className }: { shown: ShownItem; className?: string }) {
  return (
    <div className="flex flex-col gap-4">
      <RichText text={shown.stem} {...(className ? { className } : {})} />
      {shown.stemMedia?.map((media) => (
        <ItemMedia key={media.mediaId} media={media} />
      ))}
      {shown.type === 'codeReading' && <CodeListing {...shown.code} />}
    </div>
  );
}

/** An option's words and its picture or recording. Phrasing content, unless it has a recording. */
export function OptionText({ option: { text, media } }: { option: ItemOption }) {
  if (!media) return <RichText text={text} inline />;
  return (
    <span className="flex flex-col gap-2">
      {text !== '' && <RichText text={text} inline />}
      <ItemMedia media={media} />
    </span>
  );
}
