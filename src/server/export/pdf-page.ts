import { readFileSync } from 'node:fs';
import path from 'node:path';
import PDFDocument from 'pdfkit';

/**
 * Inter (SIL Open Font License, beside the files), the family of the interface, as two static cuts with the Latin, Greek and
 * Cyrillic letters of @fontsource-variable/inter, whose woff2 files pdfkit cannot embed.
 */
const FONTS = { regular: 'inter-regular.ttf', semibold: 'inter-semibold.ttf' } as const;
type Font = keyof typeof FONTS;

/** Beside this file, and beside the bundled server, where the build puts a copy; read when the first document is made. */
const fontFile = (font: Font) => readFileSync(path.join(import.meta.dirname, 'fonts', FONTS[font]));
const loaded: Partial<Record<Font, Buffer>> = {};
const fontOf = (font: Font): Buffer => {
  loaded[font] ??= fontFile(font);
  return loaded[font];
};

const MARGIN = 56; // points; about 2 cm
const REPLACED = '□';

export type PdfPage = ReturnType<typeof createPdfPage>;

/** An A4 document written from top to bottom. What the font has no letter for is shown as a box, and counted. */
export function createPdfPage(title: string, createdAt: Date) {
  const doc = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    bufferPages: true,
    lang: 'en',
    info: { Title: title, Creator: 'Assay', CreationDate: createdAt, ModDate: createdAt },
  });
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const finished = new Promise<void>((resolve, reject) => doc.once('end', resolve).once('error', reject));
  for (const font of ['regular', 'semibold'] as const) doc.registerFont(font, fontOf(font));
  doc.font('regular');
  const known = new Set((doc as unknown as { _font: { font: { characterSet: number[] } } })._font.font.characterSet);
  const replaced = new Map<string, number>();

  const drawable = (text: string): string => {
    let shown = '';
    for (const character of text.normalize('NFC').replace(/\t/g, ' ').replace(/\r\n?/g, '\n')) {
      const isShown = character === '\n' || known.has(character.codePointAt(0)!);
      if (!isShown) replaced.set(character, (replaced.get(character) ?? 0) + 1);
      shown += isShown ? character : REPLACED;
    }
    return shown;
  };
  const write = (text: string, font: Font, size: number, options: { indent?: number; grey?: boolean } = {}) => {
    const { indent = 0, grey = false } = options;
    const width = doc.page.width - 2 * MARGIN - indent;
    doc
      .font(font)
      .fontSize(size)
      .fillColor(grey ? '#4a4a4a' : '#111111');
    doc.text(drawable(text), MARGIN + indent, undefined, { width, lineGap: 1.5 });
  };
  /** Begins a new page unless this much room is left. */
  const keepTogether = (points: number) => {
    if (doc.y + points > doc.page.height - MARGIN) doc.addPage();
  };

  return {
    title: (text: string) => write(text, 'semibold', 20),
    heading(text: string) {
      keepTogether(80);
      doc.moveDown(1);
      write(text, 'semibold', 13);
      doc.moveDown(0.3);
    },
    lead: (text: string) => write(text, 'semibold', 12),
    line: (text: string, indent = 0) => write(text, 'regular', 10, { indent }),
    strong: (text: string, indent = 0) => write(text, 'semibold', 10, { indent }),
    note: (text: string, indent = 0) => write(text, 'regular', 9, { indent, grey: true }),
    gap: () => doc.moveDown(0.5),
    keepTogether,
    /** Which characters could not be drawn, the most frequent first. */
    replaced: () => [...replaced].sort(([, a], [, b]) => b - a),

    /** Puts a footer with its number under every page, and gives the file. */
    async finish(footer: string): Promise<Buffer> {
      const { start, count } = doc.bufferedPageRange();
      for (let i = start; i < start + count; i += 1) {
        doc.switchToPage(i);
        doc.page.margins.bottom = 0; // else writing down there would begin another page
        doc.font('regular').fontSize(8).fillColor('#4a4a4a');
        const at = doc.page.height - MARGIN / 2 - 8;
        doc.text(drawable(`${footer} · Page ${i - start + 1} of ${count}`), MARGIN, at, { lineBreak: false });
      }
      doc.end();
      await finished;
      return Buffer.concat(chunks);
    },
  };
}
