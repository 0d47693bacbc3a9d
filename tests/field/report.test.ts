import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fieldPath, FIELD_DATA, SKIPPED } from './field-data';
import { runAnalyse, temporaryFolder } from './run-command';

describe.skipIf(!FIELD_DATA)(`npm run analyse --report${SKIPPED}`, () => {
  it('prints one report of a real clip, one or two pages, and leaves nothing else', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'out', 'report.pdf');
    const clip = fieldPath('real/treadmill-side-30fps.mp4');
    const { exitCode, stderr } = await runAnalyse(clip, '--model', 'lite', '--report', path);
    expect(exitCode, stderr).toBe(0);
    expect(readdirSync(join(folder, 'out'))).toEqual(['report.pdf']);
    const pdf = readFileSync(path);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    expect(pages).toBeGreaterThanOrEqual(1);
    expect(pages).toBeLessThanOrEqual(2);
    // Six pictures of two strides: a sheet without them has a few dozen kilobytes.
    expect(pdf.toString('latin1').match(/\/Subtype\s*\/Image/g)?.length ?? 0).toBeGreaterThanOrEqual(6);
  });

  it('is not there where the clip cannot be used', async () => {
    const folder = temporaryFolder();
    const { exitCode } = await runAnalyse(join(folder, 'none.mp4'), '--report', join(folder, 'report.pdf'));
    expect(exitCode).toBe(2);
    expect(readdirSync(folder)).toEqual([]);
  });
});
