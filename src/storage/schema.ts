import type { DBSchema, IDBPDatabase, IDBPTransaction } from 'idb';
import { firstShape } from './migrations/1-first-shape';
import { clipSizes } from './migrations/2-clip-sizes';
import { unfinishedTakes } from './migrations/3-unfinished-takes';
import { earlierAnalyses } from './migrations/4-earlier-analyses';
import { redFlags } from './migrations/5-red-flags';
import type {
  ClipRecord,
  ComparisonRecord,
  OwnErrorRecord,
  PieceRecord,
  RecordingRecord,
  RunnerRecord,
  SessionRecord,
  SettingRecord,
  TrashRecord,
  UnfinishedTakeRecord,
} from './records';

/** The database of the newest version. */
export interface Schema extends DBSchema {
  runners: { key: string; value: RunnerRecord };
  sessions: {
    key: string;
    value: SessionRecord;
    indexes: { runner: string; time: [filmedAtMs: number, createdAtMs: number] };
  };
  recordings: { key: TakeKey; value: RecordingRecord };
  clips: { key: TakeKey; value: ClipRecord };
  comparisons: { key: string; value: ComparisonRecord };
  errors: { key: string; value: OwnErrorRecord };
  settings: { key: string; value: SettingRecord };
  trash: { key: string; value: TrashRecord };
  unfinishedTakes: { key: string; value: UnfinishedTakeRecord };
  pieces: { key: [takeId: string, index: number]; value: PieceRecord };
}

/** Compound, so that all of a session is one range of keys. */
export type TakeKey = [sessionId: string, takeId: string];
export type StoreName = (typeof STORE_NAMES)[number];
export const STORE_NAMES = [
  'runners',
  'sessions',
  'recordings',
  'clips',
  'comparisons',
  'errors',
  'settings',
  'trash',
  'unfinishedTakes',
  'pieces',
] as const;

/** The setting that stands while a backup is being restored, see backup/staging.ts. */
export const RESTORING = 'restoring';

/** All recordings or clips of one session. */
export function takesOf(sessionId: string): IDBKeyRange {
  return IDBKeyRange.bound([sessionId], [sessionId, []]);
}

/** All pieces of one recording, in order. */
export function piecesOf(takeId: string): IDBKeyRange {
  return IDBKeyRange.bound([takeId], [takeId, []]);
}

/** The database while its version changes: of any shape, so nothing is known of its records. */
export type AnyDatabase = IDBPDatabase;
export type UpgradeTransaction = IDBPTransaction<unknown, string[], 'versionchange'>;
type Migration = (db: AnyDatabase, tx: UpgradeTransaction) => void | Promise<void>;

/**
 * Step k brings version k to version k + 1. Append only: a step that was ever published is never changed. Each version has
 * a fixture under tests/browser/storage/fixtures that a test opens.
 */
const MIGRATIONS: readonly Migration[] = [firstShape, clipSizes, unfinishedTakes, earlierAnalyses, redFlags];
export const DATABASE_VERSION = MIGRATIONS.length;

/** Takes all steps that are missing, in the one transaction of the version change: all of them or none. */
export async function migrate(db: AnyDatabase, fromVersion: number, tx: UpgradeTransaction): Promise<void> {
  for (const step of MIGRATIONS.slice(fromVersion)) await step(db, tx);
}
