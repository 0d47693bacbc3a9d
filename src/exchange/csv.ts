/** A cell of a CSV file: text, a number (NaN = missing, an empty cell), or nothing. */
export type CsvCell = string | number | null;

/** Microseconds of a second, ten-thousandths of a degree or pixel: finer than anything is measured. */
const MOST_DECIMALS = 6;
/**
 * What makes a spreadsheet take text for a formula, also in the full-width forms of East Asian keyboards, and also after what some
 * country's spreadsheet takes for the end of a cell (OWASP, CSV injection).
 */
const STARTS_FORMULA = /^(?=[\t\r\n])|(?<=^|[;,\t\r\n])(?=[=+\-@＝＋－＠])/g;

/**
 * A CSV file (RFC 4180: commas, CRLF, quotes where needed), UTF-8 without a mark, decimals with a point; one header row.
 * Where a spreadsheet would run text as a formula, an apostrophe goes before it; numbers stay numbers.
 */
export function csvText(header: readonly string[], rows: Iterable<readonly CsvCell[]>): string {
  const lines = [lineOf(header)];
  for (const row of rows) lines.push(lineOf(row));
  lines.push('');
  return lines.join('\r\n');
}

function lineOf(cells: readonly CsvCell[]): string {
  return cells.map(cellText).join(',');
}

function cellText(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(rounded(cell)) : '';
  const text = cell.replace(STARTS_FORMULA, "'");
  return /[",;\r\n\t]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Without a minus before nought. */
function rounded(value: number): number {
  return Number(value.toFixed(MOST_DECIMALS)) + 0;
}
