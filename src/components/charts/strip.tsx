import { placePoint } from '../interval-scale';
import { strings } from '../strings';
import { Marker } from './marker';
import { quartiles } from './quartiles';
import { type Domain, niceTicks } from './scale';
import { seriesLook } from './series-look';
import { stackDots } from './stack-dots';

export type StripProps = {
  /** Names the chart in its words for screen readers. */
  label: string;
  values: readonly { id: string; label: string; value: number }[];
  domain: Domain;
  format: (value: number) => string;
  /** Of the axis, when it wants fewer decimals. */
  formatTick?: (value: number) => string;
};

/** In percent of the width: about a dot's own width on a phone. */
const APART = 4;
const ROW_PX = 16;

/**
 * Every value as a dot, with the quartiles as a bracket from five values on. Below that it says that there are too few: a box drawn
 * from three values would look like knowledge.
 */
export function Strip({ label, values, domain, format, formatTick = format }: StripProps) {
  const dots = stackDots(
    values.map(({ value }) => placePoint(value, domain.min, domain.max)),
    APART,
  );
  const middle = quartiles(values.map(({ value }) => value));
  const levels = 1 + Math.max(0, ...dots.map(({ level }) => level));
  const place = (value: number) => placePoint(value, domain.min, domain.max);
  const sentence = middle
    ? strings.strip.quartiles(format(middle.lower), format(middle.median), format(middle.upper))
    : strings.strip.tooFew(values.length);
  const inWords = values.map((entry) => `${entry.label} ${format(entry.value)}`).join(', ');
  return (
    <div>
      <div role="img" aria-label={`${label}: ${inWords}. ${sentence}`}>
        <div className="relative mx-1.5" style={{ height: levels * ROW_PX + 4 }}>
          {dots.map(({ index, at, level }) => (
            <span
              key={values[index]!.id}
              title={`${values[index]!.label}: ${format(values[index]!.value)}`}
              className="absolute flex -translate-x-1/2"
              style={{ left: `${at}%`, bottom: level * ROW_PX + 4 }}
            >
              <Marker shape={seriesLook(index).marker} tone={seriesLook(index).tone} />
            </span>
          ))}
        </div>
        {middle && (
          <div aria-hidden className="relative mx-1.5 mb-1 h-4">
            <span
              className="absolute top-1 h-2 border-text border-x-2 border-b-2"
              style={{ left: `${place(middle.lower)}%`, width: `${place(middle.upper) - place(middle.lower)}%` }}
            />
            <span
              className="absolute top-0 h-4 w-0.5 -translate-x-1/2 bg-text"
              style={{ left: `${place(middle.median)}%` }}
            />
          </div>
        )}
        <div aria-hidden className="figures relative mx-1.5 h-8 border-border-strong border-t text-muted">
          {niceTicks(domain).map((tick) => (
            <span
              key={tick}
              className="absolute pt-1 whitespace-nowrap before:absolute before:top-0 before:left-1/2 before:h-1.5 before:w-px before:bg-border-strong"
              style={{ left: `${place(tick)}%`, transform: 'translateX(-50%)' }}
            >
              {formatTick(tick)}
            </span>
          ))}
        </div>
      </div>
      <ul aria-hidden className="figures mt-1 flex flex-wrap gap-x-5 gap-y-1">
        {values.map((entry, index) => (
          <li key={entry.id} className="flex items-center gap-2">
            <Marker shape={seriesLook(index).marker} tone={seriesLook(index).tone} />
            {entry.label} <span className="font-semibold">{format(entry.value)}</span>
          </li>
        ))}
      </ul>
      <p aria-hidden className="mt-2 text-muted">
        {sentence}
      </p>
    </div>
  );
}
