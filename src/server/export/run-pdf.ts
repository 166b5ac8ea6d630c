import type { RunFigure } from '@/core/evaluation/run-figure';
import type { RunExport } from '@/protocol/run-export';
import { createPace } from '@/server/exchange/pace';
import { createPdfPage, type PdfPage } from './pdf-page';

/** A word and a sign for each standing, so that nothing rests on colour. */
const STANDING = {
  SUPPORTED: '[+] Supported',
  REFUTED: '[–] Contradicted',
  NOT_ENOUGH_INFO: '[?] Not enough evidence',
  NOT_CHECKED: '[!] Not checked',
  NOT_REACHED: '[ ] Not reached',
} as const satisfies Record<RunExport['claims'][number]['standing'], string>;

const ROLE = { supports: 'Supports', contradicts: 'Contradicts', related: 'Related' } as const;

/** The run as a report to be printed: the sentence to decide by, the consensus, the claims, the judges, every figure. */
export async function runPdf(document: RunExport): Promise<Buffer> {
  const { run, texts, plan } = document;
  const page = createPdfPage(`Evaluation ${run.id}`, new Date(document.exportedAt));
  const pace = createPace();
  page.note('Assay');
  page.title('Evaluation report');
  page.note(`Evaluation ${run.id}, submitted ${instant(run.createdAt)}, ${run.status}`);
  page.gap();
  page.lead(decision(document));
  const consensus = document.figures.find(({ id }) => id === `consensus.${plan?.rule ?? 'mean'}`);
  if (consensus) page.line(`Consensus of the panel: ${figureText(consensus)}`);
  if (run.missing.length > 0) page.line(`This result is partial: ${run.missing.join('; ')}.`);
  if (texts.question) page.line(`Question: ${texts.question}`);

  page.heading('Claims');
  if (document.claims.length === 0) page.line('The output states nothing that could be checked.');
  for (const claim of document.claims) {
    await pace();
    writeClaim(page, claim);
  }
  page.heading('Judges');
  for (const judge of document.judges) {
    await pace();
    writeJudge(page, judge);
  }
  page.heading('Figures');
  for (const figure of document.figures) {
    await pace();
    page.keepTogether(40);
    page.strong(figure.name);
    page.line(figureText(figure), 12);
    page.note(`Formula: ${figure.formula}`, 12);
  }
  page.heading('How this was done');
  for (const line of method(document)) page.line(line);
  page.heading('Candidate output');
  page.line(texts.output);
  page.heading('Source text');
  for (const paragraph of texts.source.split(/\n/)) {
    await pace();
    page.line(paragraph || ' ');
  }
  writeReplaced(page);
  return page.finish(`Assay · Evaluation ${run.id} · exported ${instant(document.exportedAt)}`);
}

function decision({ claims, run }: RunExport): string {
  const of = (standing: string) => claims.filter((claim) => claim.standing === standing).length;
  const [supported, refuted, unknown] = [of('SUPPORTED'), of('REFUTED'), of('NOT_ENOUGH_INFO')];
  const checked = supported + refuted + unknown;
  if (checked === 0) {
    return run.status === 'completed' ? 'The output states nothing that could be checked.' : 'No claim was checked.';
  }
  const open = claims.length - checked;
  return [
    `${supported} of ${checked} checked ${checked === 1 ? 'claim' : 'claims'} ${supported === 1 ? 'is' : 'are'} supported by the source.`,
    ...(refuted > 0 ? [`${refuted} ${refuted === 1 ? 'is' : 'are'} contradicted by it.`] : []),
    ...(unknown > 0 ? [`For ${unknown} it holds too little evidence.`] : []),
    ...(open > 0 ? [`${open} could not be checked.`] : []),
  ].join(' ');
}

function writeClaim(page: PdfPage, claim: RunExport['claims'][number]): void {
  page.keepTogether(60);
  page.strong(`${claim.index + 1}. ${STANDING[claim.standing]}`);
  page.line(claim.text, 12);
  if (claim.probability !== null) {
    const n = claim.opinions.length + (claim.verdict ? 1 : 0);
    page.note(`Probability of support ${claim.probability.toFixed(2)}, ${n} opinions on it`, 12);
  }
  if (claim.failure) page.note(`Not checked: ${claim.failure}`, 12);
  for (const reason of claim.verdict?.reasons ?? []) page.note(reason.message, 12);
  for (const { role, quote } of claim.verdict?.evidence ?? []) page.note(`${ROLE[role]}: “${quote}”`, 24);
  page.gap();
}

function writeJudge(page: PdfPage, judge: RunExport['judges'][number]): void {
  page.keepTogether(50);
  const name = judge.repeat === null ? judge.name : `${judge.name}, repeat ${judge.repeat}`;
  const answer = judge.score === null ? judge.status : `${judge.score.toFixed(1)} of 100`;
  page.strong(`${name}: ${answer}`);
  const said = judge.reason ?? judge.rationale;
  if (said) page.line(said, 12);
  for (const { severity, message } of judge.issues.slice(0, 20)) page.note(`${severity}: ${message}`, 12);
  if (judge.issues.length > 20) page.note(`${judge.issues.length - 20} more issues are in the JSON export.`, 12);
  page.gap();
}

function figureText({ statistic, unit }: Pick<RunFigure, 'statistic' | 'unit'>): string {
  if (statistic.value === null) return `not measured: ${statistic.reason} (n = ${statistic.n})`;
  const shown = (value: number) =>
    unit === 'share' || unit === 'probability'
      ? `${(value * 100).toFixed(1)} %`
      : unit === 'points'
        ? `${value.toFixed(1)} points`
        : value.toFixed(3);
  const { value, n, interval, noInterval } = statistic;
  const band = interval
    ? `, ${Math.round(interval.level * 100)} % interval ${shown(interval.low)} to ${shown(interval.high)} by ${interval.method}`
    : noInterval
      ? `, no interval: ${noInterval}`
      : '';
  return `${shown(value)} (n = ${n}${band})`;
}

function method({ plan, spent }: RunExport): string[] {
  if (!plan) return ['The evaluation ended before it was planned.'];
  const { verifier, splitter, rubric, quorum, judges, calibration } = plan;
  return [
    `Verifier: ${verifier.name} (${verifier.id}). Sentences by ${splitter}.`,
    `Rubric: ${rubric.name ?? rubric.id}, version ${rubric.version}${rubric.hash ? `, wording ${rubric.hash}` : ''}.`,
    `Judges: ${judges.map(({ name, version }) => `${name} (${version})`).join(', ')}. ${quorum} needed for a consensus.`,
    calibration
      ? `Probabilities are calibrated by ${calibration.n} labelled claims.`
      : 'Probabilities are not calibrated: they rank claims, they do not say how often one is wrong.',
    `Used: ${spent.inputTokens + spent.outputTokens} tokens in ${spent.requests} requests.`,
  ];
}

function writeReplaced(page: PdfPage): void {
  const replaced = page.replaced();
  if (replaced.length === 0) return;
  const total = replaced.reduce((sum, [, times]) => sum + times, 0);
  const some = replaced
    .slice(0, 8)
    .map(([character]) => `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`);
  page.heading('Characters not shown');
  page.line(
    `${total} characters (${replaced.length} different ones, such as ${some.join(', ')}) are not in the font of this file and stand as a box. The JSON and CSV exports have them.`,
  );
}

function instant(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}
