import { Download } from 'lucide-react';
import { buttonStyle } from '@/components/button-style';
import { RESULTS_FORMATS, resultsAddress } from '@/protocol/results-export';
import { strings } from '../_strings';

/** Everyone's results as files; the browser's own download. */
export function ResultsFiles({ assessmentId }: { assessmentId: string }) {
  return RESULTS_FORMATS.map((format) => (
    <a key={format} href={resultsAddress(assessmentId, format)} download className={buttonStyle('secondary', 'medium')}>
      <Download aria-hidden className="size-4" />
      {strings.files[format]}
    </a>
  ));
}
