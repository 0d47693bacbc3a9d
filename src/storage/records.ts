/**
 * What lies in the database. A session is one light record, read whole for every list, and per take one heavy recording
 * and perhaps a clip, read only when the session is opened.
 */
import type { EarlierPelvis } from '../analysis/earlier-pelvis';
import type { Recording } from '../analysis/recording';
import type { Corrections } from '../analysis/run-analysis';
import type { RunFacts, Runner } from '../analysis/session';
import type { Finding } from '../feedback/finding';
import type { LegIdentity } from '../gait/leg-identity';
import type { View } from '../gait/view';
import type { MetricTable } from '../metrics/compute-metrics';
import type { MetricId } from '../metrics/metric';
import type { PelvicLine, PelvicLineMethod } from '../metrics/pelvic-line';
import type { Seconds } from '../units';

/** The results of one take, as lists, trends and comparisons need them; computed again from the recording at any time. */
export interface TakeSummary {
  /** PIPELINE_VERSION of the analysis; older ones may be analysed again. */
  pipelineVersion: number;
  view: View | null;
  /** null = no pelvic line was looked for. */
  pelvicMethod: PelvicLineMethod | null;
  metrics: MetricTable;
  findings: Finding[];
}

/** All of a recording but its long arrays. */
export type RecordingHead = Omit<Recording, 'track' | 'cleaned' | 'pelvis'>;

/** The light half of a take: the head of its recording, and what followed from it. */
export interface TakeRecord extends RecordingHead {
  id: string;
  corrections: Corrections;
  /** null = not analysed (its recording is kept all the same). */
  summary: TakeSummary | null;
  /** Size of the kept clip; null = no clip is kept. */
  clipBytes: number | null;
}

/** A session as lists show it. Ids are random, times are this machine's clock, milliseconds since 1970. */
export interface SessionRecord {
  id: string;
  /** null = nobody said who runs. */
  runnerId: string | null;
  title: string;
  filmedAtMs: number;
  createdAtMs: number;
  /** Grows with every change, even when the clock is set back. */
  changedAtMs: number;
  facts: RunFacts;
  tags: string[];
  takes: TakeRecord[];
}

export interface RunnerRecord extends Runner {
  changedAtMs: number;
}

/** An earlier analysis's pelvic line, in memory of its own. */
export interface PackedPelvis extends EarlierPelvis {
  line: PelvicLine & { tiltDeg: Float32Array<ArrayBuffer>; confidence: Float32Array<ArrayBuffer> };
}

/** The heavy half of a take, packed: a few long arrays are stored and read many times faster than 132 short ones. */
export interface RecordingRecord {
  sessionId: string;
  takeId: string;
  /** [T] seconds. */
  timeS: Float64Array<ArrayBuffer>;
  /** [33 · 4 · T]: landmark after landmark in the order of LANDMARK_NAMES, each x [T], y [T], z [T], confidence [T]. */
  landmarks: Float32Array<ArrayBuffer>;
  /** As the recording has it. */
  cleaned: { identity: LegIdentity; pelvis: PackedPelvis | null } | null;
  /** PelvicEvidence; null where the pelvis was never seen from behind or in front. */
  pelvis: { timeS: Float64Array<ArrayBuffer>; rows: Float32Array<ArrayBuffer> } | null;
}

/**
 * The clip of a take.
 *
 * [Note: Clips are blobs in IndexedDB] not files of the origin-private file system. A blob is written in the session's own
 * transaction: a killed page leaves both or neither, where a file beside the database leaves orphans and records without a
 * clip. Browsers keep such blobs as files on the disk and hand out handles, so that memory stays flat, and it works in all
 * of them; `createWritable` of the file system is missing in Safari before 26, and the whole of it in Firefox's private windows.
 */
export interface ClipRecord {
  sessionId: string;
  takeId: string;
  blob: Blob;
}

/** What a person wants of a comparison when it is opened again; the compare screen gives it meaning. */
export type PlainSettings = Record<string, string | number | boolean | null>;

export interface ComparisonRecord {
  id: string;
  /** In the order in which they are compared: before, after. */
  sessionIds: string[];
  title: string;
  createdAtMs: number;
  changedAtMs: number;
  settings: PlainSettings;
}

/** A runner's own measurement error, from repeated clips of one day. */
export interface OwnErrorRecord {
  runnerId: string;
  measuredAtMs: number;
  /** The sessions that it was measured on. */
  sessionIds: string[];
  /** Smallest detectable difference in the metric's own unit, of one leg where legs are told apart; metrics that were not measured are absent. */
  detectable: Partial<Record<MetricId, number>>;
  /** The same of the mean of both legs, for metrics that legs are told apart by; empty in records from before it was worked out. */
  detectableOfMean: Partial<Record<MetricId, number>>;
}

export interface SettingRecord {
  key: string;
  value: PlainSettings[string];
}

/** A recording of the camera that is not part of a saved session; it grows with every piece. */
export interface UnfinishedTakeRecord {
  id: string;
  /** Takes that were recorded for one session have the same. */
  tapeId: string;
  startedAtMs: number;
  /** From where the camera looks; null = nobody said. */
  viewHint: View | null;
  mimeType: string;
  pieces: number;
  bytes: number;
  seconds: Seconds;
  /** It was stopped; false = it goes on, or was cut off. */
  ended: boolean;
}

/** A bit of a recording; behind one another they are its clip. Never changed once it is written. */
export interface PieceRecord {
  takeId: string;
  /** 0, 1, 2 … without a gap. */
  index: number;
  blob: Blob;
}

/** What was deleted together and can be had back for ten seconds. Recordings, clips and pieces stay in their place meanwhile. */
export interface TrashRecord {
  id: string;
  deletedAtMs: number;
  runners: RunnerRecord[];
  sessions: SessionRecord[];
  comparisons: ComparisonRecord[];
  errors: OwnErrorRecord[];
  unfinishedTakes: UnfinishedTakeRecord[];
}
