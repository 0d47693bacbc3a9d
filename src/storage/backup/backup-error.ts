/** What is wrong with a backup, for code that has to choose what to do next. */
export type BackupProblem =
  | 'notABackup'
  /** Written by a newer Plumbline. */
  | 'newer'
  /** It is locked, and no passphrase was given. */
  | 'locked'
  | 'wrongPassphrase'
  /** Cut short, edited, or a bit was flipped. */
  | 'damaged'
  | 'unreadable';

const SENTENCES: Record<BackupProblem, string> = {
  notABackup:
    'This file is not a backup of Plumbline: nothing was restored; choose the file that Plumbline saved.',
  newer:
    'This backup was written by a newer Plumbline: nothing was restored; update this one, then try again.',
  locked: 'This backup is locked: nothing was restored; type the passphrase that it was saved with.',
  wrongPassphrase:
    'This passphrase does not open the backup: nothing was restored; check capital letters and the keyboard, and try again.',
  damaged:
    'This backup is damaged (cut short, or changed since it was saved): nothing was restored; use another copy of it.',
  unreadable:
    'This backup could not be read from the disk: nothing was restored; check that it is still there and choose it again.',
};

/** A backup that cannot be restored; the store is as it was. `message` is one sentence for people. */
export class BackupError extends Error {
  override name = 'BackupError';
  constructor(
    readonly problem: BackupProblem,
    options?: ErrorOptions,
  ) {
    super(SENTENCES[problem], options);
  }
}
