import type { Recording } from '../../src/analysis/recording';
import { NO_CORRECTIONS } from '../../src/analysis/run-analysis';
import { NO_FACTS, type Session } from '../../src/analysis/session';
import { PELVIC_ROW_LENGTH } from '../../src/core/pelvic-line-evidence';
import { tableOf } from '../../src/metrics/registry';
import type { SideSummary } from '../../src/metrics/summary';
import type { PoseTrack } from '../../src/pose/pose-track';
import type { TakeSummary } from '../../src/storage/records';
import { seededRandom } from './random';
import { recordingOf } from './recording-of';
import { syntheticRun } from './synthetic-runner';

interface SessionOptions {
  seed: number;
  durationS?: number;
  /** Size of each take's clip; null = none is kept. */
  clipBytes?: number | null;
  runnerId?: string | null;
  /** The clip from behind is an ANALYSIS.json instead. */
  fromAnalysis?: boolean;
}

/** A session of a clip from the side and one from behind, and results for both. Ids and everything else follow from the seed. */
export function sessionOf({
  seed,
  durationS = 1,
  clipBytes = 3000,
  runnerId = 'runner-1',
  fromAnalysis = false,
}: SessionOptions) {
  const id = `session-${String(seed).padStart(4, '0')}`;
  const takes = (['left', 'rear'] as const).map((view, k) => {
    const { track } = syntheticRun({ view, durationS, seed, missing: ['left_ear'] });
    const recording = recordingOf(track);
    const rows = new Float32Array(track.timeS.length * PELVIC_ROW_LENGTH).fill(NaN);
    rows.set([seed, 2, 3]);
    const followed = view === 'rear' && !fromAnalysis ? { timeS: track.timeS.slice(), rows } : null;
    const cleaned = view === 'rear' && fromAnalysis ? foundEarlier(track, seed) : null;
    return {
      id: `take-${k}-of-${seed}`,
      recording: { ...recording, cleaned, pelvis: followed },
      corrections: { ...NO_CORRECTIONS, cameraRollDeg: seed / 8 },
      clip: clipBytes === null ? null : noiseBlob(clipBytes, seed + k),
    };
  });
  const session: Session = {
    id,
    runner: runnerId === null ? null : { id: runnerId, name: `Runner of ${runnerId}`, note: 'left hip' },
    title: seed % 2 === 0 ? 'before' : '',
    filmedAtMs: Date.UTC(2026, 0, 1) + seed * 86_400_000,
    facts: {
      ...NO_FACTS,
      speedKmh: 10,
      pain: seed % 11,
      note: `note ${seed}`,
      redFlags: RED_FLAGS[seed % 3]!,
    },
    takes,
  };
  return { session, summaries: new Map(takes.map((take) => [take.id, summaryLike(seed)])) };
}

/** What an analysis had found, some of it missing. */
function foundEarlier({ timeS }: PoseTrack, seed: number): Recording['cleaned'] {
  const tiltDeg = Float32Array.from(timeS, (_, frame) => (frame === 1 ? NaN : seed + frame / 8));
  const line = { method: 'hem' as const, tiltDeg, confidence: tiltDeg.map(() => 0.5), neutralTiltDeg: -0.25 };
  const identity = { relabelledFrames: [0, 2], hiddenFrames: { left: [1], right: [] } };
  return { identity, pelvis: { line, view: 'rear', cameraRollDeg: 1.5 } };
}

/** Not said, none, a yes. */
const RED_FLAGS = [null, [], ['fever' as const]];

/** As summaries are: every metric, one of them withheld on one leg (NaN), one unavailable; a finding. */
function summaryLike(seed: number): TakeSummary {
  const side: SideSummary = {
    mean: seed + 0.1,
    sd: 0.5,
    n: 20,
    ci95: [seed, seed + 0.2],
    ci95OfStrides: [seed + 0.05, seed + 0.15],
    freedom: 14.5,
    confidence: 'provisional',
    withheld: null,
  };
  const withheld: SideSummary = {
    mean: NaN,
    sd: NaN,
    n: 3,
    ci95: [NaN, NaN],
    ci95OfStrides: [NaN, NaN],
    freedom: NaN,
    confidence: null,
    withheld: 'only 3 strides counted; 5 are needed',
  };
  return {
    pipelineVersion: 1,
    view: 'left',
    pelvicMethod: null,
    metrics: tableOf(({ id, name, unit }) =>
      id === 'stepWidthPctHip'
        ? { name, unit, unavailable: 'needs a view from behind' }
        : {
            name,
            unit,
            left: side,
            right: id === 'cadenceSpm' ? withheld : side,
            both: side,
            asymmetryPct: NaN,
            asymmetryNoisePct: -0,
            asymmetryDeg: NaN,
            asymmetryNoiseDeg: NaN,
            validated: { against: 'force plates', n: 36, rmse: 0.1 },
            exploratory: id === 'headForwardDeg',
          },
    ),
    findings: [
      {
        id: 'upright-trunk',
        title: 'The trunk is upright',
        severity: 'clear',
        metric: 'trunkLeanMeanDeg',
        why: 'A reason.',
        evidence: 'Some evidence.',
        advice: ['Lean a little.'],
        exercises: [],
        references: [],
      },
    ],
  };
}

/** Bytes that do not compress. */
function noiseBlob(bytes: number, seed: number): Blob {
  const random = seededRandom(seed);
  const noise = Uint8Array.from({ length: Math.min(bytes, 2 ** 16) }, () => Math.floor(random.even() * 256));
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for (let left = bytes; left > 0; left -= noise.length) pieces.push(noise.slice(0, left));
  return new Blob(pieces, { type: 'video/mp4' });
}
