import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvText } from '../../../src/exchange/csv';

/** Every UTF-16 unit, halves of letters too. */
const ANY_UNIT = fc.nat(0xffff).map((code) => String.fromCharCode(code));

/** Reads RFC 4180 back, written from the standard alone. */
function parse(text: string): string[][] {
  const rows: string[][] = [[]];
  let [cell, quoted] = ['', false];
  for (let i = 0; i < text.length; i++) {
    if (quoted && text.startsWith('""', i)) [cell, i] = [`${cell}"`, i + 1];
    else if (text[i] === '"') quoted = !quoted;
    else if (!quoted && (text[i] === ',' || text.startsWith('\r\n', i))) {
      rows.at(-1)!.push(cell);
      cell = '';
      if (text[i] !== ',') [, i] = [rows.push([]), i + 1];
    } else cell += text[i]!;
  }
  return rows.slice(0, -1);
}

describe('CSV', () => {
  it('gives back any text and number, but for the apostrophe before a formula', () => {
    const cell = fc.oneof(fc.string({ unit: ANY_UNIT }), fc.constantFrom('a,b', '"', 'x\r\ny', ' pad ', ''));
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 3, maxLength: 3 })), (rows) => {
        const back = parse(csvText(['a', 'b', 'c'], rows)).slice(1);
        expect(back.map((row) => row.map((text) => text.replaceAll("'", '')))).toEqual(
          rows.map((row) => row.map((text) => text.replaceAll("'", ''))),
        );
      }),
    );
  });

  it.each([
    ['=cmd|"/c calc"!A0', `"'=cmd|""/c calc""!A0"`],
    ['+1', `'+1`],
    ['-1+1', `'-1+1`],
    ['@SUM(A1)', `'@SUM(A1)`],
    ['\t=1', `"'\t'=1"`],
    ['\r=1', `"'\r'=1"`],
    ['＝1', `'＝1`],
    ['Anna;=1+1', `"Anna;'=1+1"`],
    ['Anna,=1+1', `"Anna,'=1+1"`],
  ])('takes the formula out of %j', (text, cell) => {
    expect(csvText(['a'], [[text]])).toBe(`a\r\n${cell}\r\n`);
  });

  it('leaves numbers numbers, minus included, and missing ones empty', () => {
    expect(csvText(['a', 'b', 'c', 'd', 'e'], [[-1.5, NaN, null, 1 / 3, -0.0000001]])).toBe(
      'a,b,c,d,e\r\n-1.5,,,0.333333,0\r\n',
    );
  });

  it('leaves names of any script as they are', () => {
    const name = 'Ólafur 莉 אנה می‌دود';
    expect(csvText(['a'], [[name]])).toBe(`a\r\n${name}\r\n`);
  });
});
