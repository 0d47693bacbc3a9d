import type { View } from '../../gait/view';

/** What the start screen shows of a kept session: light enough for hundreds. */
export interface SessionCard {
  id: string;
  /** Empty where nobody gave one; the day stands in. */
  title: string;
  /** null where nobody said who runs. */
  runnerId: string | null;
  /** Empty where nobody gave a name. */
  runnerName: string;
  /** When the clip was filmed, or opened where the clip does not say; milliseconds since 1970. */
  filmedAtMs: number;
  views: readonly View[];
  /** The two headline numbers in words, for example "lean 2.1° forward · drop 7.6° / 4.0°". */
  headline: string;
  /** The headline is an earlier version's: it is being worked out anew, or could not be. */
  isOld: boolean;
  hasClip: boolean;
}

/** What is kept on this device. */
export interface KeptSessions {
  /** Newest first. */
  sessions: readonly SessionCard[];
  /** Null where the browser does not say. */
  usedBytes: number | null;
  /** Sessions whose numbers are being worked out anew with this version. */
  renewing: number;
}

/** "340 MB", "1.2 GB"; below a megabyte no more is said. */
export function storageText(bytes: number): string {
  const megabytes = bytes / 1e6;
  if (megabytes < 1) return 'less than 1 MB';
  return megabytes < 1000 ? `${Math.round(megabytes)} MB` : `${(megabytes / 1000).toFixed(1)} GB`;
}
