import * as v from 'valibot';
import type { PoseReceipt } from '../analysis/recording';
import { BACKEND_NAMES, MODEL_SIZES } from '../pose/contract';
import { LANDMARK_NAMES } from '../pose/landmarks';
import { emptyPoseTrack, type PoseTrack } from '../pose/pose-track';

const column = v.array(v.nullable(v.number()));

/** The parts of an analysis file that make a track; the rest follows from them. */
const analysisFile = v.object({
  formatVersion: v.literal(1),
  receipt: v.object({
    model: v.nullable(v.picklist(MODEL_SIZES)),
    modelSha256: v.nullable(v.string()),
    backend: v.nullable(v.picklist(BACKEND_NAMES)),
  }),
  track: v.object({
    timeS: v.array(v.number()),
    landmarks: v.record(v.string(), v.object({ x: column, y: column, confidence: column })),
  }),
});

/** The track of an ANALYSIS.json (CONTRACT.md) and how it was made. Throws an Error whose message is a clause for people. */
export function readAnalysisJson(text: string): { track: PoseTrack; pose: PoseReceipt | null } {
  const file = v.safeParse(analysisFile, parsed(text));
  if (!file.success) {
    const issue = file.issues[0];
    throw new Error(
      `is not an analysis of Plumbline: at ${v.getDotPath(issue) ?? 'the top'}, ${issue.message}`,
    );
  }
  const { receipt, track: columns } = file.output;
  const track = emptyPoseTrack(columns.timeS.length);
  track.timeS.set(columns.timeS);
  for (const name of LANDMARK_NAMES) {
    const from = columns.landmarks[name];
    if (from === undefined) continue;
    for (const key of ['x', 'y', 'confidence'] as const) {
      if (from[key].length !== columns.timeS.length) {
        throw new Error(
          `has ${from[key].length} values of ${name}.${key} for ${columns.timeS.length} frames`,
        );
      }
      from[key].forEach((value, frame) => {
        track.landmarks[name][key][frame] = value ?? (key === 'confidence' ? 0 : NaN);
      });
    }
  }
  const { model, modelSha256, backend } = receipt;
  const pose =
    model === null || modelSha256 === null || backend === null ? null : { model, modelSha256, backend };
  return { track, pose };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('is not JSON, or is cut short');
  }
}
