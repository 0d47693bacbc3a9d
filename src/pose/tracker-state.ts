import type { RunnerRegion, TrackerState } from './contract';

/** Before the first frame, and after the runner has been gone for long. */
export const NOBODY_SEEN: TrackerState = { region: null, lastSeen: null, missedFrames: 0 };

/** The runner was in this square in the frame before. */
export function seenAt(region: RunnerRegion): TrackerState {
  return { region, lastSeen: region, missedFrames: 0 };
}

/** Whether two trackers see the same in every frame to come. */
export function isSameState(a: TrackerState, b: TrackerState): boolean {
  return (
    a.missedFrames === b.missedFrames &&
    isSameRegion(a.region, b.region) &&
    isSameRegion(a.lastSeen, b.lastSeen)
  );
}

function isSameRegion(a: RunnerRegion | null, b: RunnerRegion | null): boolean {
  if (a === null || b === null) return a === b;
  return (
    a.xCenter === b.xCenter &&
    a.yCenter === b.yCenter &&
    a.width === b.width &&
    a.height === b.height &&
    a.rotation === b.rotation
  );
}
