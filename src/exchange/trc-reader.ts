import type { LandmarkName } from '../pose/landmarks';
import { emptyPoseTrack, type PoseTrack } from '../pose/pose-track';
import { landmarkOf } from './trc-names';

/** Picture pixels per metre of a TRC file: 1 px = 1 mm, so single precision still resolves a tenth of a millimetre. */
export const TRC_PIXELS_PER_METRE = 1000;

const PIXELS_PER_UNIT = new Map([
  ['m', TRC_PIXELS_PER_METRE],
  ['cm', TRC_PIXELS_PER_METRE / 100],
  ['mm', TRC_PIXELS_PER_METRE / 1000],
  ['px', 1],
]);

/** Ten kilometres in millimetres, or a day in seconds and more: larger numbers are damage, and would lose a landmark's digits. */
const LARGEST = 1e7;

/** A TRC file as a track. */
export interface TrcTrack {
  track: PoseTrack;
  /** Landmarks that the file holds. */
  landmarks: LandmarkName[];
  /** Markers that stand for no landmark; they are left out. */
  unknownMarkers: string[];
}

/** What is wrong with a TRC file, in one line that names the line of the file (from 1). */
export class TrcError extends Error {
  override name = 'TrcError';
  constructor(line: number, what: string) {
    super(`line ${line}: ${what}`);
  }
}

interface Header {
  pixelsPerUnit: number;
  frames: number;
  markers: string[];
}

/**
 * Reads the text of a TRC file (OpenSim format; Sports2D and Pose2Sim names) as a track.
 * X and Y are taken as the picture plane: x right, Y up becomes y down, metres or millimetres become millimetre pixels; Z is dropped.
 * Markers that are blank, NaN or exactly (0, 0) in a frame are missing there; the rest get confidence 1.
 * Throws TrcError, one line with the line number: no header, unknown unit, wrong counts, comma decimals, timestamps that do not increase, truncation.
 */
export function readTrc(text: string): TrcTrack {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const header = readHeader(lines);
  const rows = dataRows(lines);
  if (rows.length !== header.frames)
    throw new TrcError(
      rows.at(-1)?.line ?? 6,
      `the header says ${header.frames} frames, the file holds ${rows.length}; it may be cut short.`,
    );
  return fillTrack(header, rows);
}

/** A line of data, not yet cut into cells: an hour's cells all at once would fill gigabytes. */
interface Line {
  /** Line of the file, from 1. */
  line: number;
  text: string;
}

interface Row {
  line: number;
  cells: string[];
}

function readHeader(lines: string[]): Header {
  if (!/^PathFileType/i.test(lines[0] ?? ''))
    throw new TrcError(
      1,
      'not a TRC file: it does not begin with "PathFileType". Choose a TRC file or an ANALYSIS.json.',
    );
  const keys = cellsOf(lines[1] ?? '');
  const values = cellsOf(lines[2] ?? '');
  const value = (key: string) => values[keys.indexOf(key)]?.trim() ?? '';
  const unit = value('Units').toLowerCase();
  const pixelsPerUnit = PIXELS_PER_UNIT.get(unit);
  if (pixelsPerUnit === undefined)
    throw new TrcError(3, `the unit is "${shortened(unit)}"; it must be m, cm, mm or px.`);
  const markers = cellsOf(lines[3] ?? '')
    .slice(2)
    .filter((name) => name.trim() !== '');
  const saidMarkers = Number(value('NumMarkers'));
  if (markers.length !== saidMarkers)
    throw new TrcError(4, `the header says ${saidMarkers} markers, this line names ${markers.length}.`);
  const frames = Number(value('NumFrames'));
  if (!Number.isInteger(frames) || frames < 1)
    throw new TrcError(
      3,
      `NumFrames is "${shortened(value('NumFrames'))}"; it must be a whole number from 1.`,
    );
  return { pixelsPerUnit, frames, markers };
}

function dataRows(lines: string[]): Line[] {
  const rows: Line[] = [];
  for (let i = 5; i < lines.length; i++) {
    if (lines[i]!.trim() !== '') rows.push({ line: i + 1, text: lines[i]! });
  }
  return rows;
}

function fillTrack(header: Header, rows: Line[]): TrcTrack {
  const track = emptyPoseTrack(rows.length);
  const columns = header.markers.map(landmarkOf);
  rows.forEach(({ line, text }, frame) => {
    const row = { line, cells: cellsOf(text) };
    checkRow(row, header);
    track.timeS[frame] = numberIn(row, 1);
    if (Number.isNaN(track.timeS[frame])) throw new TrcError(line, 'the time is missing.');
    if (frame > 0 && track.timeS[frame] <= track.timeS[frame - 1]!)
      throw new TrcError(row.line, `time ${row.cells[1]} s does not come after ${track.timeS[frame - 1]} s.`);
    columns.forEach((landmark, marker) => {
      if (landmark === null) return;
      const x = numberIn(row, 2 + 3 * marker);
      const y = numberIn(row, 3 + 3 * marker);
      if (Number.isNaN(x) || Number.isNaN(y) || (x === 0 && y === 0)) return;
      const to = track.landmarks[landmark];
      to.x[frame] = x * header.pixelsPerUnit;
      to.y[frame] = -y * header.pixelsPerUnit;
      to.confidence[frame] = 1;
    });
  });
  return {
    track,
    landmarks: columns.filter((landmark) => landmark !== null),
    unknownMarkers: header.markers.filter((_, marker) => columns[marker] === null),
  };
}

/** A row may end in blank cells (a missing last marker) or in one extra tab, and in nothing else. */
function checkRow(row: Row, header: Header): void {
  const expected = 2 + 3 * header.markers.length;
  const extra = row.cells.slice(expected).some((cell) => cell.trim() !== '');
  if (row.cells.length < expected || extra)
    throw new TrcError(row.line, `${row.cells.length} cells instead of ${expected}.`);
}

function numberIn(row: Row, cell: number): number {
  const text = row.cells[cell]!.trim();
  if (text === '' || /^nan$/i.test(text)) return NaN;
  const value = Number(text);
  if (Math.abs(value) <= LARGEST) return value;
  if (Number.isFinite(value))
    throw new TrcError(row.line, `"${shortened(text)}" is too large to be a place or a time.`);
  const hint = /^-?\d+,\d+$/.test(text) ? ' Decimals must be points, not commas.' : '';
  throw new TrcError(row.line, `"${shortened(text)}" is not a number.${hint}`);
}

/** A file that is none of ours may hold anything; a sentence stays one. */
function shortened(text: string): string {
  return text.length > 20 ? `${text.slice(0, 20)}…` : text;
}

function cellsOf(line: string): string[] {
  return line.split('\t');
}
