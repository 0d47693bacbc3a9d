import * as v from 'valibot';
import { StoreError } from './store-error';

/** The value as its schema has it. Throws StoreError 'damaged', which names `what` was read. */
export function checked<T>(schema: v.GenericSchema<unknown, T>, value: unknown, what: string): T {
  const read = v.safeParse(schema, value);
  if (read.success) return read.output;
  const [issue] = read.issues;
  throw new StoreError(
    'damaged',
    `${what} is damaged in this browser’s store (${v.getDotPath(issue) ?? 'whole'}: ${issue.message}): the others are not affected; delete it, then restore it from a backup if you have one.`,
  );
}

/** What of a list makes sense, and how many records do not. One damaged record must not hide the others. */
export function soundOnes<T>(
  schema: v.GenericSchema<unknown, T>,
  values: readonly unknown[],
): { sound: T[]; damaged: number } {
  const sound = values.flatMap((value) => {
    const read = v.safeParse(schema, value);
    return read.success ? [read.output] : [];
  });
  return { sound, damaged: values.length - sound.length };
}
