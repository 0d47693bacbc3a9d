import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_CORRECTIONS } from '../../../src/analysis/run-analysis';
import { NO_FACTS, type Session } from '../../../src/analysis/session';
import { safeFileName, sessionFileName, withoutNames } from '../../../src/exchange/names';
import { emptyPoseTrack } from '../../../src/pose/pose-track';
import { recordingOf } from '../../truth/recording-of';

/** Every UTF-16 unit, halves of letters too; fast-check's own "binary" takes seconds to start. */
const ANY_UNIT = fc.nat(0xffff).map((code) => String.fromCharCode(code));
const bytes = (text: string) => new TextEncoder().encode(text).length;

describe('a file name', () => {
  it.each([
    [['Anna', '', 'before'], 'Anna - before.csv'],
    [['../../etc/passwd'], 'etc passwd.csv'],
    [['a<b>:c|d?e*f"g\\h'], 'a b c d e f g h.csv'],
    [['line\nbreak\u0000'], 'line break.csv'],
    [['con'], 'con_.csv'],
    [['COM1.old'], 'COM1.old_.csv'],
    [['.hidden. '], 'hidden.csv'],
    [['-rf'], 'rf.csv'],
    [['  '], 'plumbline.csv'],
    [[], 'plumbline.csv'],
    [['gpj.\u202Eexe'], 'gpj. exe.csv'],
    [['אנה'], 'אנה.csv'],
    [['می\u200Cدود'], 'می\u200Cدود.csv'],
    [['Zoe\u0308'], 'Zoë.csv'],
  ])('of %j is %j', (parts, name) => {
    expect(safeFileName(parts, 'csv')).toBe(name);
  });

  it('of 10,000 letters is cut between letters and stays below 255 bytes', () => {
    for (const letter of ['a', 'א', '莉', '👩‍👩‍👧‍👦']) {
      const name = safeFileName([letter.repeat(10_000)], 'frames.csv');
      expect(bytes(name)).toBeLessThanOrEqual(200);
      expect(bytes(name)).toBeGreaterThan(100);
      expect(name.replace('.frames.csv', '').replaceAll(letter, '')).toBe('');
    }
  });

  it('is always one that every system takes', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: ANY_UNIT, maxLength: 400 }), { maxLength: 2 }), (parts) => {
        const name = safeFileName(parts, 'mp4');
        expect(name).toMatch(/^[^/\\<>:"|?*\p{Cc}]+\.mp4$/u);
        expect(name.startsWith('.')).toBe(false);
        expect(name).not.toMatch(/\p{Cs}/u);
        expect(bytes(name)).toBeLessThanOrEqual(255);
      }),
    );
  });
});

const session = (): Session => {
  const recording = recordingOf(emptyPoseTrack(2));
  const name = 'Anna Müller before.mp4';
  recording.source = { ...recording.source, name, warnings: [`“${name}” ends early.`] };
  return {
    id: 's1',
    runner: { id: 'r1', name: 'Anna Müller', note: 'L5, see Dr Koch' },
    title: 'before',
    filmedAtMs: new Date(2026, 2, 5, 12).getTime(),
    facts: { ...NO_FACTS, speedKmh: 10, note: 'call Anna Müller' },
    takes: [
      {
        id: 't1',
        recording,
        corrections: NO_CORRECTIONS,
        clip: new File(['x'], name, { type: 'video/mp4' }),
      },
    ],
  };
};

describe('names of a session', () => {
  it('make a file name with its day', () => {
    expect(sessionFileName(session(), 'csv')).toBe('Anna Müller - before - 2026-03-05.csv');
    expect(sessionFileName({ ...session(), runner: null, title: '', filmedAtMs: NaN }, 'csv')).toBe(
      'plumbline.csv',
    );
  });

  it('are nowhere to be found once they are stripped; what was measured stays', async () => {
    const named = session();
    const bare = withoutNames(named);
    expect(JSON.stringify(bare)).not.toMatch(/Anna|Müller|Koch|before/);
    expect(bare.takes[0]!.recording.source.warnings).toEqual(['“clip 1” ends early.']);
    expect(bare.facts.speedKmh).toBe(10);
    expect(bare.runner?.id).toBe('r1');
    const clip = bare.takes[0]!.clip!;
    expect(clip).not.toBeInstanceOf(File);
    expect([clip.type, await clip.text()]).toEqual(['video/mp4', 'x']);
    expect(named.runner?.name).toBe('Anna Müller');
  });
});
