import { classNames } from '../class-names';
import { placePoint } from '../interval-scale';
import { strings } from '../strings';
import { TONE_TEXT } from '../tone';
import { Marker } from './marker';
import { bandPath, linePath, runsOf } from './paths';
import { type Domain, niceTicks } from './scale';
import { type SeriesLook, seriesLook } from './series-look';

/** `y` null where nothing was measured: the line has a gap there. */
export type LinePoint = {
  x: number;
  y: number | null;
  low?: number | undefined;
  high?: number | undefined;
  n?: number;
};

export type LineSeries = { id: string; label: string; points: readonly LinePoint[] };

export type LineChartProps = {
  /** Names the chart in its words for screen readers. */
  label: string;
  series: readonly LineSeries[];
  x: Domain;
  y: Domain;
  xLabel: string;
  yLabel: string;
  formatX: (value: number) => string;
  formatY: (value: number) => string;
  /** By default round values; dates and months are given. */
  xTicks?: readonly number[];
  /** How an interval is drawn: a band suits one or two series, whiskers suit points that are not one line. */
  interval?: 'band' | 'whiskers';
  /** Where both axes say the same: y = x. */
  hasDiagonal?: boolean;
  shape?: 'wide' | 'square';
};

/** Values along an axis, each series with its own colour, marker and line, and its interval as a band or as whiskers. */
export function LineChart({ label, series, x, y, xLabel, yLabel, formatX, formatY, ...rest }: LineChartProps) {
  const { interval = 'band', hasDiagonal = false, shape = 'wide', xTicks = niceTicks(x, 6) } = rest;
  const across = (value: number) => placePoint(value, x.min, x.max);
  const down = (value: number) => 100 - placePoint(value, y.min, y.max);
  const yTicks = niceTicks(y, 6);
  return (
    <div className={shape === 'square' ? 'max-w-lg' : undefined}>
      <p className="mb-2 text-muted">{yLabel}</p>
      <div
        role="img"
        aria-label={`${label}. ${series.map((one) => inWords(one, formatX, formatY)).join(' ')}`}
        className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2"
      >
        <div aria-hidden className="figures relative min-w-12 text-right text-muted">
          {yTicks.map((tick) => (
            <span
              key={tick}
              className="absolute right-0 -translate-y-1/2 whitespace-nowrap"
              style={{ top: `${down(tick)}%` }}
            >
              {formatY(tick)}
            </span>
          ))}
          <span className="invisible whitespace-nowrap">{widest(yTicks.map(formatY))}</span>
        </div>
        <div
          className={classNames(
            'relative border-border-strong border-b border-l',
            shape === 'square' ? 'aspect-square' : 'h-64',
          )}
        >
          <svg
            aria-hidden="true"
            viewBox="0 0 100 100"
            preserveAspectRatio="none"
            className="absolute inset-0 size-full overflow-visible"
          >
            {yTicks.map((tick) => (
              <path
                key={tick}
                d={`M0 ${down(tick)}H100`}
                className="fill-none stroke-border"
                vectorEffect="non-scaling-stroke"
              />
            ))}
            {hasDiagonal && (
              <path
                d={linePath([
                  { x: across(Math.max(x.min, y.min)), y: down(Math.max(x.min, y.min)) },
                  { x: across(Math.min(x.max, y.max)), y: down(Math.min(x.max, y.max)) },
                ])}
                className="fill-none stroke-border-strong"
                strokeDasharray="4 4"
                vectorEffect="non-scaling-stroke"
              />
            )}
            {series.map((one, index) => (
              <Lines key={one.id} points={one.points} look={seriesLook(index)} {...{ across, down, interval }} />
            ))}
          </svg>
          {series.map((one, index) =>
            one.points.map((point) =>
              point.y === null ? null : (
                <span
                  key={`${one.id} ${point.x}`}
                  aria-hidden
                  title={pointWords(point, formatX, formatY, one.label)}
                  className="absolute flex -translate-x-1/2 -translate-y-1/2"
                  style={{ left: `${across(point.x)}%`, top: `${down(point.y)}%` }}
                >
                  <Marker shape={seriesLook(index).marker} tone={seriesLook(index).tone} />
                </span>
              ),
            ),
          )}
        </div>
        <div aria-hidden className="figures relative col-start-2 h-7 pt-1 text-muted">
          {xTicks.map((tick) => (
            <span
              key={tick}
              className="absolute whitespace-nowrap"
              style={{ left: `${across(tick)}%`, transform: `translateX(-${across(tick)}%)` }}
            >
              {formatX(tick)}
            </span>
          ))}
        </div>
      </div>
      <p className="text-right text-muted">{xLabel}</p>
      {series.length > 1 && (
        <ul aria-hidden className="mt-2 flex flex-wrap gap-x-5 gap-y-1">
          {series.map((one, index) => (
            <li key={one.id} className="flex items-center gap-2">
              <Marker shape={seriesLook(index).marker} tone={seriesLook(index).tone} />
              {one.label}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

type LinesProps = {
  points: readonly LinePoint[];
  look: SeriesLook;
  across: (value: number) => number;
  down: (value: number) => number;
  interval: 'band' | 'whiskers';
};

function Lines({ points, look, across, down, interval }: LinesProps) {
  const lines = runsOf(points, ({ x, y }) => (y === null ? null : { x: across(x), y: down(y) }));
  const bands = runsOf(points, ({ x, low, high }) =>
    low === undefined || high === undefined ? null : { x: across(x), low: down(low), high: down(high) },
  );
  return (
    <g className={classNames('stroke-current', TONE_TEXT[look.tone])}>
      {interval === 'band'
        ? bands.map((band) => (
            <path key={band[0]!.x} d={bandPath(band)} className="fill-current stroke-none opacity-15" />
          ))
        : bands
            .flat()
            .map((at) => (
              <path key={at.x} d={`M${at.x} ${at.low}V${at.high}`} strokeWidth="2" vectorEffect="non-scaling-stroke" />
            ))}
      {lines.map((line) => (
        <path
          key={line[0]!.x}
          d={linePath(line)}
          className="fill-none"
          strokeWidth="2"
          strokeDasharray={look.dash}
          vectorEffect="non-scaling-stroke"
        />
      ))}
    </g>
  );
}

const widest = (texts: readonly string[]): string => texts.reduce((a, b) => (b.length > a.length ? b : a), '');

type Format = (value: number) => string;

function pointWords({ x, y, low, high, n }: LinePoint, formatX: Format, formatY: Format, label: string): string {
  const band =
    low === undefined || high === undefined ? '' : ` (${strings.statistic.range(formatY(low), formatY(high))})`;
  return `${label}, ${formatX(x)}: ${y === null ? strings.notAvailable : formatY(y)}${band}${n === undefined ? '' : `, n = ${n}`}`;
}

/** The first, the last, the lowest and the highest: what the eye takes from a line. The rest is in the table. */
function inWords({ label, points }: LineSeries, formatX: Format, formatY: Format): string {
  const known = points.flatMap(({ x, y }) => (y === null ? [] : [{ x, y }]));
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last) return strings.line.nothing(label);
  const low = known.reduce((a, b) => (b.y < a.y ? b : a));
  const high = known.reduce((a, b) => (b.y > a.y ? b : a));
  const say = ({ x, y }: { x: number; y: number }) => strings.line.at(formatY(y), formatX(x));
  return known.length === 1
    ? strings.line.one(label, say(first))
    : strings.line.several(label, known.length, say(first), say(last), say(low), say(high));
}
