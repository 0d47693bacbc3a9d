import type { Recording } from '../analysis/recording';
import type { Session } from '../analysis/session';

/** Bytes of UTF-8 in a file name before its ending: file systems take 255, some tools add their own ending. */
const MOST_NAME_BYTES = 150;
/** What some file system refuses, half letters, and unseen marks, some of which turn the direction of reading ("gpj.exe"). */
const UNSAFE =
  /[<>:"/\\|?*\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF]+/gu;
/** Windows keeps these for devices, with any ending. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/** A file name that every system takes: the parts that are not empty, joined by " - "; letters of all scripts are kept. */
export function safeFileName(parts: readonly string[], extension: string): string {
  const kept = parts.map(safePart).filter((part) => part !== '');
  const name = withinBytes(kept.join(' - ')).replace(/[. -]+$/u, '');
  const safe = DEVICE.test(name.split('.')[0] ?? '') ? `${name}_` : name;
  return `${safe === '' ? 'plumbline' : safe}.${extension}`;
}

/** Whose session it is, what it is called and its day: "Anna - before - 2026-11-23.csv". */
export function sessionFileName({ runner, title, filmedAtMs }: Session, extension: string): string {
  return safeFileName([runner?.name ?? '', title, dayOf(filmedAtMs)], extension);
}

/** A session that can be handed on: no name, title or note, and clips without their file's name; what was measured stays. */
export function withoutNames(session: Session): Session {
  return {
    ...session,
    runner: session.runner && { id: session.runner.id, name: '', note: '' },
    title: '',
    facts: { ...session.facts, note: '' },
    takes: session.takes.map((take, i) => ({
      ...take,
      recording: renamed(take.recording, `clip ${i + 1}`),
      // A File carries its name along; a slice of it does not.
      clip: take.clip && take.clip.slice(0, take.clip.size, take.clip.type),
    })),
  };
}

function renamed(recording: Recording, name: string): Recording {
  const { source } = recording;
  const warnings = source.name === '' ? source.warnings : source.warnings.map(replaced(source.name, name));
  return { ...recording, source: { ...source, name, warnings } };
}

function replaced(from: string, to: string): (sentence: string) => string {
  return (sentence) => sentence.replaceAll(from, to);
}

function safePart(text: string): string {
  return text
    .normalize('NFC')
    .replace(UNSAFE, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/^[. ~-]+|[. ]+$/gu, '');
}

/** Cut between whole letters: a letter may be several code points. */
function withinBytes(text: string): string {
  const encoder = new TextEncoder();
  let [kept, bytes] = ['', 0];
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    bytes += encoder.encode(segment).length;
    if (bytes > MOST_NAME_BYTES) break;
    kept += segment;
  }
  return kept;
}

/** The day as the runner's calendar has it; empty where the clock gives none. */
function dayOf(ms: number): string {
  const date = new Date(ms);
  if (Number.isNaN(date.getTime())) return '';
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
