import { describe, expect, it } from 'vitest';
import { readTrc, TrcError } from '../../../src/exchange/trc-reader';
import { writeTrc } from '../../../src/exchange/trc-writer';
import { emptyPoseTrack } from '../../../src/pose/pose-track';
import { syntheticRun } from '../../truth/synthetic-runner';

const HEADER = [
  'PathFileType\t4\t(X/Y/Z)\trun.trc',
  'DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\tOrigNumFrames',
  '100\t100\t2\t2\tm\t100\t1\t2',
  'Frame#\tTime\tRHeel\t\t\tSTRN\t\t\t',
  '\t\tX1\tY1\tZ1\tX2\tY2\tZ2',
  '',
];
const ROWS = ['1\t0.00\t1.5\t0.1\t0\t1\t1\t0', '2\t0.01\t1.4\t0.2\t0\t1\t1\t0'];
const trc = (rows = ROWS, header = HEADER) => [...header, ...rows, ''].join('\n');

function fault(text: string): string {
  try {
    readTrc(text);
  } catch (error) {
    if (error instanceof TrcError) return error.message;
    throw error;
  }
  return 'no fault';
}

describe('reading TRC', () => {
  it('turns metres with Y up into millimetre pixels with y down, and keeps times', () => {
    const { track, landmarks, unknownMarkers } = readTrc(trc());
    expect([...track.timeS]).toEqual([0, 0.01]);
    expect([...track.landmarks.right_heel.x]).toEqual([1500, 1400]);
    expect([...track.landmarks.right_heel.y]).toEqual([-100, -200]);
    expect(track.landmarks.left_heel.x[0]).toBeNaN();
    expect(landmarks).toEqual(['right_heel']);
    expect(unknownMarkers).toEqual(['STRN']);
  });

  it('knows millimetres, Windows line ends, a blank cell as missing, and other spellings', () => {
    const header = HEADER.map((line) => line.replace('\tm\t', '\tmm\t').replace('RHeel', 'right_heel'));
    const text = trc(['1\t0.00\t1500\t100\t0\t1\t1\t0\t', '2\t0.01\t\t\t\t1\t1\t0'], header);
    const { track } = readTrc(text.replaceAll('\n', '\r\n'));
    expect(track.landmarks.right_heel.x[0]).toBe(1500);
    expect(track.landmarks.right_heel.x[1]).toBeNaN();
    expect(track.landmarks.right_heel.confidence[1]).toBe(0);
  });

  it.each([
    ['no TRC at all', 'hello', /^line 1: .*PathFileType/],
    [
      'an unknown unit',
      trc(
        ROWS,
        HEADER.map((l) => l.replace('\tm\t', '\tfoot\t')),
      ),
      /^line 3: .*"foot"/,
    ],
    [
      'a wrong number of markers',
      trc(
        ROWS,
        HEADER.map((l) => l.replace('\t2\tm', '\t3\tm')),
      ),
      /^line 4: .*3 markers.*names 2/,
    ],
    ['a file cut short', trc(ROWS.slice(0, 1)), /^line 7: .*2 frames.*holds 1/],
    ['a row cut short', trc([ROWS[0]!, '2\t0.01\t1.4']), /^line 8: 3 cells instead of 8/],
    [
      'comma decimals',
      trc([ROWS[0]!, ROWS[1]!.replace('1.4', '1,4')]),
      /^line 8: "1,4" .*points, not commas/,
    ],
    ['times that go back', trc([ROWS[0]!, ROWS[1]!.replace('0.01', '-0.01')]), /^line 8: time -0.01 s/],
    ['words for numbers', trc([ROWS[0]!, ROWS[1]!.replace('1.4', 'left')]), /^line 8: "left"/],
    ['a time that is none', trc([ROWS[0]!, ROWS[1]!.replace('0.01', 'NaN')]), /^line 8: the time is missing/],
    [
      'a place beyond all measure',
      trc([ROWS[0]!, ROWS[1]!.replace('1.4', '1e30')]),
      /^line 8: "1e30" is too large/,
    ],
    [
      'a milliard frames promised',
      trc(
        ROWS,
        HEADER.map((l) => l.replace('100\t100\t2', '100\t100\t1000000000')),
      ),
      /^line 8: .*1000000000 frames.*holds 2/,
    ],
    [
      'a long word for a number',
      trc([ROWS[0]!, ROWS[1]!.replace('1.4', 'x'.repeat(10_000))]),
      /^line 8: "x{20}…" is/,
    ],
    ['nothing', '', /^line 1/],
  ])('says in one line what is wrong with %s', (_, text, message) => {
    expect(fault(text)).toMatch(message);
    expect(fault(text)).not.toContain('\n');
  });
});

const HEIGHT_PX = 720;

/** A row as OpenSim cuts it: every tab ends a cell, and what comes after the last one counts only if it is not blank. */
function cellsOfOpenSim(line: string): string[] {
  const cells = line.split('\t');
  return cells.at(-1) === '' ? cells.slice(0, -1) : cells;
}

describe('writing TRC', () => {
  it('is read back to a thousandth of a pixel but for the shift upwards, missing samples and landmarks included', () => {
    const { track } = syntheticRun({ durationS: 1, missing: ['left_knee'], timeJitter: 0.1 });
    track.landmarks.nose.x[5] = NaN;
    const back = readTrc(writeTrc(track, 'run', HEIGHT_PX)).track;
    track.timeS.forEach((time, i) => {
      expect(Math.abs(back.timeS[i]! - time)).toBeLessThan(1e-6);
    });
    expect(back.landmarks.left_knee.x[3]).toBeNaN();
    expect(back.landmarks.nose.x[5]).toBeNaN();
    for (const name of ['right_foot_index', 'left_hip', 'nose'] as const) {
      expect(Math.abs(back.landmarks[name].x[9]! - track.landmarks[name].x[9]!)).toBeLessThan(0.001);
      const y = back.landmarks[name].y[9]! + HEIGHT_PX;
      expect(Math.abs(y - track.landmarks[name].y[9]!)).toBeLessThan(0.001);
    }
  });

  it('keeps to what OpenSim asks of a file: its keys, one name and X, Y, Z per marker, all cells in every row', () => {
    const { track } = syntheticRun({ durationS: 1, fps: 50 });
    // Gaps in the first and in the last marker, whose blank cells OpenSim might take for none.
    for (const name of ['nose', 'left_foot_index', 'right_foot_index', 'left_hip'] as const)
      track.landmarks[name].x.fill(NaN, 10, 20);
    const lines = writeTrc(track, 'run\t1\n.mp4', HEIGHT_PX).split('\n');
    const [first, keys, values, names, axes, blank, ...rows] = lines.map(cellsOfOpenSim);
    expect(first).toEqual(['PathFileType', '4', '(X/Y/Z)', 'run 1 .mp4']);
    expect(keys).toEqual([
      'DataRate',
      'CameraRate',
      'NumFrames',
      'NumMarkers',
      'Units',
      'OrigDataRate',
      'OrigDataStartFrame',
      'OrigNumFrames',
    ]);
    const markers = names!.filter((name) => name !== '').slice(2);
    expect(values).toEqual(['50', '50', '50', String(markers.length), 'm', '50', '1', '50']);
    expect(names!.slice(0, 3)).toEqual(['Frame#', 'Time', 'Hip']);
    expect(new Set(markers).size).toBe(markers.length);
    expect(markers).toEqual(expect.arrayContaining(['Neck', 'RBigToe', 'LHeel', 'Nose']));
    expect(axes!.filter((axis) => axis !== '')).toEqual(
      markers.flatMap((_, i) => [`X${i + 1}`, `Y${i + 1}`, `Z${i + 1}`]),
    );
    expect(blank).toEqual([]);
    expect(rows.pop()).toEqual([]);
    expect(rows).toHaveLength(50);
    rows.forEach((cells, frame) => {
      expect(cells).toHaveLength(2 + 3 * markers.length);
      expect(cells[0]).toBe(String(frame + 1));
      expect(cells.every((cell) => cell === '' || Number.isFinite(Number(cell)))).toBe(true);
    });
    expect(rows[15]!.slice(-3), 'missing, without a blank end').toEqual(['', '', '0.0']);
    expect(rows[15]!.slice(2, 5)).toEqual(['', '', '']);
  });

  // What Pose2Sim (common.py and its utilities) does with a file: names are every third cell of line 4 from the third on, with or
  // without the last; the table is pandas' read_csv from line 5 on, whose rows must not be longer than their header, else their first
  // cell is taken for a row's name; or numpy's genfromtxt, whose rows must all be of one length. Unnamed columns after Time are dropped.
  it('keeps to what Pose2Sim and Sports2D ask of a file: names by threes, a table as wide as its header, rows of one length', () => {
    const { track } = syntheticRun({ durationS: 1, fps: 50 });
    for (const name of ['nose', 'right_foot_index', 'left_hip'] as const)
      track.landmarks[name].x.fill(NaN, 10, 20);
    const lines = writeTrc(track, 'run', HEIGHT_PX).split('\n');
    const namesLine = `${lines[3]!}\n`.split('\t');
    const third = (cells: string[]) => cells.filter((_, i) => i >= 2 && i % 3 === 2);
    const names = third(namesLine).map((name) => name.trim());
    expect(names.at(-1)).toBe('');
    const markers = names.slice(0, -1);
    expect(markers.every((name) => name !== '')).toBe(true);
    expect(`${lines[3]!}\n`).toMatch(/\t\t\t\n$/);
    const header = lines[4]!.split('\t');
    expect(header.slice(0, 2)).toEqual(['', '']);
    expect(
      header.slice(2).every((name) => name !== ''),
      'else dropped as unnamed',
    ).toBe(true);
    expect(header).toHaveLength(2 + 3 * markers.length);
    const rows = lines.slice(5).filter((line) => line !== '');
    for (const line of rows) expect(line.split('\t')).toHaveLength(header.length);
    expect(rows[0]!.split('\t').slice(0, 2)).toEqual(['1', track.timeS[0]!.toFixed(6)]);
  });

  it('has a last marker that is missing read as missing, here too', () => {
    const { track } = syntheticRun({ durationS: 1 });
    track.landmarks.right_foot_index.x[5] = NaN;
    expect(readTrc(writeTrc(track, 'run', HEIGHT_PX)).track.landmarks.right_foot_index.x[5]).toBeNaN();
    expect(writeTrc(track, 'run', HEIGHT_PX).split('\n')[11]).toMatch(/\t\t0\.0$/);
  });

  it('has Y up from the picture’s lower edge, Hip and Neck in the middle, a pixel as a millimetre', () => {
    const track = emptyPoseTrack(1);
    const at = { left_hip: [100, 400], right_hip: [140, 420] } as const;
    for (const name of ['left_hip', 'right_hip'] as const) {
      track.landmarks[name].x[0] = at[name][0];
      track.landmarks[name].y[0] = at[name][1];
    }
    const row = writeTrc(track, 'run', HEIGHT_PX).split('\n')[6]!.split('\t');
    expect(row.slice(2, 8).map(Number)).toEqual([0.12, 0.31, 0, 0.1, 0.32, 0]);
  });
});
