import { Notice } from '@/components/notice';
import type { ItemOutput } from '@/protocol/bank';
import { ItemPreview } from '../../_components/item-preview';
import { strings } from '../../_strings';

const words = strings.item.preview;

/** A written item once; of a family three of its variants. */
export function ItemPreviews({ item: { previews, shown } }: { item: Pick<ItemOutput, 'previews' | 'shown'> }) {
  if (previews.length === 0) return <Notice tone="caution">{words.incomplete}</Notice>;
  const isFamily = shown.modelId !== null;
  return (
    <div className="flex max-w-3xl flex-col gap-8">
      {isFamily && <p>{words.family}</p>}
      {previews.map(({ seed, ...preview }, place) => (
        <div key={seed} className="flex flex-col gap-3">
          {isFamily && <h3 className="font-medium">{words.variant(place + 1)}</h3>}
          <ItemPreview {...preview} />
        </div>
      ))}
    </div>
  );
}
