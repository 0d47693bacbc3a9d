import { writeFileSync } from 'node:fs';

/** Files for people, where a folder is named. */
export function keepForPeople(pdf: Buffer, name: string): void {
  const folder = process.env['SHOTS'];
  if (folder) writeFileSync(`${folder}/${name}.pdf`, pdf);
}

/** Pages of a PDF that Chromium printed. */
export function pageCount(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}
