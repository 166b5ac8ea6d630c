import { classNames } from '../class-names';
import { formatCount } from '../format-number';
import { TONE_TEXT, type Tone } from '../tone';
import { GROUND_CLASS, type Ground } from './series-look';

export type BarPart = { id: string; label: string; tone: Exclude<Tone, 'neutral'>; ground: Ground };

export type Bar = {
  id: string;
  label: string;
  /** By the id of a part; what is missing counts as none. */
  values: Readonly<Record<string, number>>;
};

export type BarListProps = {
  label: string;
  /** What each bar is made of, in the order of drawing; with one part there is no legend. */
  parts: readonly BarPart[];
  /** False where another chart beside it has the same legend. */
  hasLegend?: boolean;
  bars: readonly Bar[];
  /** Makes each bar a button; null when the pressed one is pressed again. */
  onSelect?: (id: string | null) => void;
  selectedId?: string | null;
  format?: (value: number) => string;
};

/** Amounts side by side as lying bars with their figures, divided into parts by colour, pattern and words. */
export function BarList({
  label,
  parts,
  bars,
  onSelect,
  selectedId = null,
  format = formatCount,
  ...rest
}: BarListProps) {
  const { hasLegend = parts.length > 1 } = rest;
  const totals = bars.map(({ values }) => parts.reduce((sum, { id }) => sum + (values[id] ?? 0), 0));
  const longest = Math.max(1e-9, ...totals);
  const isDivided = parts.length > 1;
  return (
    <div>
      <ul aria-label={label} className="flex flex-col gap-1">
        {bars.map((bar, index) => {
          const present = parts.filter(({ id }) => (bar.values[id] ?? 0) > 0);
          const content = (
            <>
              <span className="flex items-baseline justify-between gap-4">
                <span className={classNames('wrap-anywhere', bar.id === selectedId && 'font-medium')}>{bar.label}</span>
                <span className="figures font-semibold">{format(totals[index]!)}</span>
              </span>
              {isDivided && present.length > 0 && (
                <span className="sr-only">
                  {`: ${present.map((part) => `${format(bar.values[part.id]!)} ${part.label.toLowerCase()}`).join(', ')}`}
                </span>
              )}
              <span aria-hidden className="mt-1 flex h-4 w-full gap-px">
                {present.map((part) => (
                  <span
                    key={part.id}
                    className={classNames('border border-current', TONE_TEXT[part.tone], GROUND_CLASS[part.ground])}
                    style={{ width: `${((bar.values[part.id] ?? 0) / longest) * 100}%` }}
                  />
                ))}
              </span>
            </>
          );
          return (
            <li key={bar.id}>
              {onSelect ? (
                <button
                  type="button"
                  aria-pressed={bar.id === selectedId}
                  onClick={() => onSelect(bar.id === selectedId ? null : bar.id)}
                  className={classNames(
                    'block min-h-11 w-full rounded-md px-2 py-1 text-left hover:bg-surface-sunken',
                    bar.id === selectedId && 'bg-surface-sunken ring-2 ring-border-strong ring-inset',
                  )}
                >
                  {content}
                </button>
              ) : (
                <div className="py-1">{content}</div>
              )}
            </li>
          );
        })}
      </ul>
      {hasLegend && <PartLegend parts={parts} />}
    </div>
  );
}

function PartLegend({ parts }: { parts: readonly BarPart[] }) {
  return (
    <ul className="mt-3 flex flex-wrap gap-x-5 gap-y-1">
      {parts.map((part) => (
        <li key={part.id} className="flex items-center gap-2">
          <span
            aria-hidden
            className={classNames('size-4 border border-current', TONE_TEXT[part.tone], GROUND_CLASS[part.ground])}
          />
          {part.label}
        </li>
      ))}
    </ul>
  );
}
