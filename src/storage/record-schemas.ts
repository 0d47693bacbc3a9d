/** The border: what comes out of a database or a backup is checked here before anything trusts it. */
import { EXERCISE_IDS } from '../feedback/exercises';
import { AGE_GROUPS, RED_FLAG_IDS } from '../feedback/safety';
import * as v from 'valibot';
import type { Recording } from '../analysis/recording';
import type { MetricTable } from '../metrics/compute-metrics';
import { METRICS, tableOf } from '../metrics/registry';
import type { MetricResult, SideSummary } from '../metrics/summary';
import { VIEWS } from '../gait/view';
import { count, known, number, text } from './basic-schemas';
import { isWholeRecording } from './pack-recording';
import { poseReceipt } from './pose-receipt-schema';
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
/** Names of the optional fields in a type and in what it holds. */
type OptionalIn<T> = T extends readonly (infer One)[]
  ? OptionalIn<One>
  : T extends Float32Array | Float64Array
    ? never
    : T extends object
      ? { [K in keyof T]-?: (object extends Pick<T, K> ? K : never) | OptionalIn<T[K]> }[keyof T]
      : never;
/** A recording and what it is kept as have no optional field: one could be forgotten on the way to the disk, and nothing would say so. */
type Whole<T> = [OptionalIn<T | Recording>] extends [never] ? Schema<T> : never;

const interval = v.tuple([number, number]);

const side: Schema<SideSummary> = v.object({
  mean: number,
  sd: number,
  n: count,
  ci95: interval,
  // Earlier versions kept one interval only.
  ci95OfStrides: v.optional(interval, [NaN, NaN]),
  freedom: v.optional(number, NaN),
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
const pelvicMethod = v.picklist(['waistband', 'dots', 'hem', 'landmarks', 'none']);
const metricId = v.picklist(METRICS.map(({ id }) => id));

const summary: Schema<TakeSummary> = v.object({
  pipelineVersion: count,
  view: v.nullable(v.picklist(VIEWS)),
  pelvicMethod: v.nullable(pelvicMethod),
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
  pose: poseReceipt,
  timing: v.object({
    // Recordings from before clips were followed side by side do not say.
    workers: v.optional(v.nullable(count), null),
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
      // Earlier versions forgot it.
      convergence: v.optional(
        v.nullable(v.object({ deg: known, errorDeg: known, correlation: known })),
        null,
      ),
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

export const sessionRecord: Whole<SessionRecord> = v.object({
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
    // Backups of earlier versions tell of neither: unknown, not “no”.
    redFlags: v.optional(v.nullable(v.array(v.picklist(RED_FLAG_IDS))), null),
    ageGroup: v.optional(v.nullable(v.picklist(AGE_GROUPS)), null),
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

const limits = v.object(tableOf(() => v.exactOptional(known)));

export const ownErrorRecord: Schema<OwnErrorRecord> = v.object({
  runnerId: text,
  measuredAtMs: known,
  sessionIds: v.array(text),
  detectable: limits,
  // Records of the first days have none.
  detectableOfMean: v.optional(limits, {}),
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

/** Checked in one pass: an hour's has hundreds of thousands. */
const frames = v.custom<number[]>(
  (value) => Array.isArray(value) && value.every((frame) => Number.isInteger(frame) && frame >= 0),
  'Expected frame numbers',
);
const cleanedWith = <L extends v.ObjectEntries>(arrays: L) =>
  v.nullable(
    v.object({
      identity: v.object({
        relabelledFrames: frames,
        hiddenFrames: v.object({ left: frames, right: frames }),
      }),
      pelvis: v.nullable(
        v.object({
          line: v.object({ method: pelvicMethod, neutralTiltDeg: v.nullable(known), ...arrays }),
          view: v.picklist(VIEWS),
          cameraRollDeg: known,
        }),
      ),
    }),
  );
/** As the head of a backup's entry has it: the line's arrays follow. */
export const cleanedHead = cleanedWith({});

export const recordingRecord: Whole<RecordingRecord> = v.pipe(
  v.object({
    sessionId: text,
    takeId: text,
    timeS: float64,
    landmarks: float32,
    // Absent in what was kept before version 5.
    cleaned: v.optional(cleanedWith({ tiltDeg: float32, confidence: float32 }), null),
    pelvis: v.nullable(v.object({ timeS: float64, rows: float32 })),
  }),
  v.check(isWholeRecording, 'Its arrays do not fit together'),
);

export const clipRecord: Schema<ClipRecord> = v.object({
  sessionId: text,
  takeId: text,
  blob: v.instance(Blob),
});
