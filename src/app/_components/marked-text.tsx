/** Drawing, not data: lines of a text whose claims are marked, with what was found in the source beside them. */
const LINES = [
  { y: 16, width: 250 },
  { y: 40, width: 232 },
  { y: 64, width: 256 },
  { y: 88, width: 218 },
  { y: 112, width: 150 },
];

export function MarkedText() {
  return (
    <svg viewBox="0 0 280 132" aria-hidden className="h-auto w-full max-w-80" fill="none" strokeLinecap="round">
      {LINES.map((line) => (
        <path key={line.y} d={`M12 ${line.y}h${line.width}`} className="stroke-border" strokeWidth="8" />
      ))}
      <path d="M52 16h96" className="stroke-positive-soft" strokeWidth="16" />
      <path d="M52 26h96" className="stroke-positive" strokeWidth="2" />
      <path d="M120 64h92" className="stroke-negative-soft" strokeWidth="16" />
      <path d="M120 72h92m-92 4h92" className="stroke-negative" strokeWidth="1.5" />
      <path d="M28 88h72" className="stroke-unknown-soft" strokeWidth="16" />
      <path d="M28 98h72" className="stroke-unknown" strokeWidth="2" strokeDasharray="1 5" />
      <g strokeWidth="2.25" strokeLinejoin="round">
        <circle cx="32" cy="16" r="8" className="fill-surface-raised stroke-positive" />
        <path d="m28.5 16 2.5 2.5 4.5-4.5" className="stroke-positive" />
        <path
          d="m94 56.5 6.3-.05 4.5 4.5v6.3l-4.5 4.5h-6.3l-4.5-4.5v-6.3Z"
          className="fill-surface-raised stroke-negative"
        />
        <path d="m94.5 61.5 5.5 5.5m0-5.5-5.5 5.5" className="stroke-negative" />
        <circle cx="12" cy="88" r="8" className="fill-surface-raised stroke-unknown" strokeDasharray="3 4" />
      </g>
    </svg>
  );
}
