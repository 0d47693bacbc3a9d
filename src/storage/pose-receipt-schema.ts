import * as v from 'valibot';
import { BACKEND_NAMES, MODEL_SIZES } from '../pose/contract';
import { known, number, text } from './basic-schemas';

const runnerFound = v.object({
  candidates: v.array(
    v.object({
      x: number,
      y: number,
      legPx: number,
      rhythm: number,
      strideHz: number,
      swing: number,
      wanders: number,
    }),
  ),
  chosen: known,
  sure: v.boolean(),
  why: text,
});

/** What found the landmarks of a take, and whom; null = they were measured elsewhere. */
export const poseReceipt = v.nullable(
  v.object({
    model: v.picklist(MODEL_SIZES),
    modelSha256: text,
    backend: v.picklist(BACKEND_NAMES),
    // Recordings from before the runner was looked for among others do not say.
    runner: v.optional(v.nullable(runnerFound), null),
  }),
);
