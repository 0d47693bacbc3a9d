import type { ComparisonRecord, RunnerRecord, SessionRecord, TakeRecord } from '../records';

/** The runner without what says who they are. */
export function namelessRunner(record: RunnerRecord): RunnerRecord {
  return { ...record, name: '', note: '' };
}

/** The session without anything that a person wrote in their own words, and without file names, which often are names. */
export function namelessSession(record: SessionRecord): SessionRecord {
  return {
    ...record,
    title: '',
    tags: [],
    facts: { ...record.facts, note: '', shoes: '' },
    takes: record.takes.map(namelessTake),
  };
}

export function namelessComparison(record: ComparisonRecord): ComparisonRecord {
  return { ...record, title: '' };
}

/** Warnings quote the file's name. */
function namelessTake(take: TakeRecord): TakeRecord {
  const { source } = take;
  const warnings = source.warnings.map((sentence) =>
    source.name === '' ? sentence : sentence.replaceAll(source.name, NAMELESS_CLIP),
  );
  return { ...take, source: { ...source, name: NAMELESS_CLIP, warnings } };
}

const NAMELESS_CLIP = 'clip';
