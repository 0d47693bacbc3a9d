/** The border: what comes out of a database or a backup is checked here before anything trusts it. */
import { EXERCISE_IDS } from '../feedback/exercises';
import * as v from 'valibot';
import type { MetricTable } from '../metrics/compute-metrics';
import { METRICS, tableOf } from '../metrics/registry';
import type { MetricResult, SideSummary } from '../metrics/summary';
import { VIEWS } from '../gait/view';
import { BACKEND_NAMES, MODEL_SIZES } from '../pose/contract';
import { isWholeRecording } from './pack-recording';
import type {
  ClipRecord,
  ComparisonRecord,
  OwnErrorRecord,
  PieceRecord,
  RecordingRecord,
  RunnerRecord,
  SessionRecord,
  SettingRecord,
  TakeRecord,
  TakeSummary,
  TrashRecord,
  UnfinishedTakeRecord,
} from './records';

type Schema<T> = v.GenericSchema<unknown, T>;

const text = v.string();
/** Numbers that are always known. */
const known = v.pipe(v.number(), v.finite());
/** Numbers that may be missing, as NaN: valibot's own schema refuses it. */
const number = v.custom<number>((value) => typeof value === 'number', 'Expected a number');
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const interval = v.tuple([number, number]);

const side: Schema<SideSummary> = v.object({
  mean: number,
  sd: number,
  n: count,
  ci95: interval,
  // Analyses of earlier versions lack what has no default here worth having; they are worked out again.
  ci95OfStrides: v.optional(interval, [NaN, NaN]),
  confidence: v.nullable(v.picklist(['firm', 'provisional', 'rough'])),
  withheld: v.nullable(text),
});
const name = { name: text, unit: v.picklist(['°', 's', '%', 'steps/min']) };
const result: Schema<MetricResult> = v.union([
  v.object({
    ...name,
    left: side,
    right: side,
    both: side,
    asymmetryPct: number,
    asymmetryNoisePct: number,
    asymmetryDeg: v.optional(number, NaN),
    asymmetryNoiseDeg: v.optional(number, NaN),
    validated: v.optional(v.nullable(v.object({ against: text, n: count, rmse: number })), null),
    exploratory: v.optional(v.boolean(), false),
  }),
  v.object({ ...name, unavailable: text }),
]);
/** Metrics that were invented after the analysis are missing in it, which is no damage. */
const metrics: Schema<MetricTable> = v.pipe(
  v.record(text, result),
  v.transform((stored) =>
    tableOf(
      ({ id, name, unit }): MetricResult =>
        stored[id] ?? {
          name,
          unit,
          unavailable: 'was not measured when this was analysed; analyse it again',
        },
    ),
  ),
);
const metricId = v.picklist(METRICS.map(({ id }) => id));

const summary: Schema<TakeSummary> = v.object({
  pipelineVersion: count,
  view: v.nullable(v.picklist(VIEWS)),
  pelvicMethod: v.nullable(v.picklist(['waistband', 'dots', 'hem', 'landmarks', 'none'])),
  metrics,
  findings: v.array(
    v.object({
      id: v.picklist([
        'upright-trunk',
        'pelvic-drop',
        'sideways-trunk',
        'nothing-stands-out',
        'not-enough-seen',
      ]),
      title: text,
      severity: v.picklist(['clear', 'possible', 'none']),
      metric: v.nullable(metricId),
      why: text,
      evidence: text,
      advice: v.array(text),
      // Analyses of the first days named none.
      exercises: v.optional(v.array(v.picklist(EXERCISE_IDS)), []),
      references: v.array(text),
    }),
  ),
});

const take: Schema<TakeRecord> = v.object({
  id: text,
  formatVersion: v.literal(1),
  source: v.object({
    name: text,
    sha256: text,
    frames: count,
    fps: number,
    durationS: number,
    width: number,
    height: number,
    rotationDeg: v.picklist([0, 90, 180, 270]),
    variableFrameRate: v.boolean(),
    slowMotionFactor: known,
    warnings: v.array(text),
  }),
  pose: v.nullable(
    v.object({ model: v.picklist(MODEL_SIZES), modelSha256: text, backend: v.picklist(BACKEND_NAMES) }),
  ),
  timing: v.object({
    wallS: number,
    frames: count,
    msPerFrame: number,
    decodeMs: number,
    poseMs: number,
    pelvisMs: number,
  }),
  cameraRoll: v.variant('known', [
    v.object({
      known: v.literal(true),
      rollDeg: known,
      errorDeg: known,
      convergence: v.exactOptional(v.object({ deg: known, errorDeg: known, correlation: known })),
      from: v.picklist(['verticals', 'a vertical and horizontals']),
      lines: count,
    }),
    v.object({ known: v.literal(false), reason: text }),
  ]),
  corrections: v.object({
    view: v.picklist([...VIEWS, 'auto']),
    cameraRollDeg: v.nullable(known),
    pelvis: v.nullable(v.object({ timeS: known, points: v.array(v.object({ x: known, y: known })) })),
    standing: v.nullable(v.object({ fromS: known, toS: known })),
  }),
  summary: v.nullable(summary),
  clipBytes: v.nullable(count),
});

export const sessionRecord: Schema<SessionRecord> = v.object({
  id: text,
  runnerId: v.nullable(text),
  title: text,
  filmedAtMs: known,
  createdAtMs: known,
  changedAtMs: known,
  facts: v.object({
    speedKmh: v.nullable(known),
    inclinePct: v.nullable(known),
    shoes: text,
    pain: v.nullable(known),
    note: text,
  }),
  tags: v.array(text),
  takes: v.array(take),
});

export const runnerRecord: Schema<RunnerRecord> = v.object({
  id: text,
  name: text,
  note: text,
  changedAtMs: known,
});

const plain = v.union([text, known, v.boolean(), v.null()]);

export const comparisonRecord: Schema<ComparisonRecord> = v.object({
  id: text,
  sessionIds: v.array(text),
  title: text,
  createdAtMs: known,
  changedAtMs: known,
  settings: v.record(text, plain),
});

export const ownErrorRecord: Schema<OwnErrorRecord> = v.object({
  runnerId: text,
  measuredAtMs: known,
  sessionIds: v.array(text),
  detectable: v.object(tableOf(() => v.exactOptional(known))),
  detectableOfMean: v.exactOptional(v.object(tableOf(() => v.exactOptional(known)))),
});

export const settingRecord: Schema<SettingRecord> = v.object({ key: text, value: plain });

export const unfinishedTakeRecord: Schema<UnfinishedTakeRecord> = v.object({
  id: text,
  tapeId: text,
  startedAtMs: known,
  viewHint: v.nullable(v.picklist(VIEWS)),
  mimeType: text,
  pieces: count,
  bytes: count,
  seconds: known,
  ended: v.boolean(),
});

export const pieceRecord: Schema<PieceRecord> = v.object({
  takeId: text,
  index: count,
  blob: v.instance(Blob),
});

export const trashRecord: Schema<TrashRecord> = v.object({
  id: text,
  deletedAtMs: known,
  runners: v.array(runnerRecord),
  sessions: v.array(sessionRecord),
  comparisons: v.array(comparisonRecord),
  errors: v.array(ownErrorRecord),
  unfinishedTakes: v.array(unfinishedTakeRecord),
});

const float64 = v.custom<Float64Array<ArrayBuffer>>(
  (value) => value instanceof Float64Array && value.buffer instanceof ArrayBuffer,
);
const float32 = v.custom<Float32Array<ArrayBuffer>>(
  (value) => value instanceof Float32Array && value.buffer instanceof ArrayBuffer,
);

export const recordingRecord: Schema<RecordingRecord> = v.pipe(
  v.object({
    sessionId: text,
    takeId: text,
    timeS: float64,
    landmarks: float32,
    pelvis: v.nullable(v.object({ timeS: float64, rows: float32 })),
  }),
  v.check(isWholeRecording, 'Its arrays do not fit together'),
);

export const clipRecord: Schema<ClipRecord> = v.object({
  sessionId: text,
  takeId: text,
  blob: v.instance(Blob),
});
