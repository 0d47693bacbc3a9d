import { LANDMARK_NAMES, type LandmarkName } from '../../src/pose/landmarks';
import { emptyPoseTrack, type PoseTrack } from '../../src/pose/pose-track';

/** The same run with every x, y and time changed, and every landmark renamed. */
function changed(
  track: PoseTrack,
  to: { x?: (x: number) => number; y?: (y: number) => number; timeS?: (t: number) => number },
  rename: (name: LandmarkName) => LandmarkName = (name) => name,
): PoseTrack {
  const result = emptyPoseTrack(track.timeS.length);
  result.timeS.set(to.timeS ? track.timeS.map(to.timeS) : track.timeS);
  for (const name of LANDMARK_NAMES) {
    const { x, y, z, confidence } = track.landmarks[name];
    const target = result.landmarks[rename(name)];
    target.x.set(to.x ? x.map(to.x) : x);
    target.y.set(to.y ? y.map(to.y) : y);
    target.z.set(z);
    target.confidence.set(confidence);
  }
  return result;
}

/** The picture flipped left to right, with left and right renamed: the same runner seen from the other side. */
export function mirrored(track: PoseTrack): PoseTrack {
  const twin = (name: LandmarkName) => {
    const other = name.includes('left') ? name.replace('left', 'right') : name.replace('right', 'left');
    return LANDMARK_NAMES.find((candidate) => candidate === other) ?? name;
  };
  return changed(track, { x: (x) => 1280 - x }, twin);
}

export function scaled(track: PoseTrack, factor: number, offsetPx: number): PoseTrack {
  const by = (value: number) => factor * value + offsetPx;
  return changed(track, { x: by, y: by });
}

export function shifted(track: PoseTrack, seconds: number): PoseTrack {
  return changed(track, { timeS: (t) => t + seconds });
}

/** Some frames stamped `lateS` after they were taken, and those that follow one on another's heels until the clock is right again. */
export function stampedLate(track: PoseTrack, late: (frame: number) => boolean, lateS: number): PoseTrack {
  let lastS = -Infinity;
  const stamps = track.timeS.map((time, frame) => {
    lastS = Math.max(late(frame) ? time + lateS : time, lastS + 0.001);
    return lastS;
  });
  const stampOf = new Map(Array.from(track.timeS, (time, frame) => [time, stamps[frame]!]));
  return changed(track, { timeS: (time) => stampOf.get(time)! });
}

/** One track after the other, the second `pauseS` after the first; a stretch of the clip each. */
export function joinedTracks(first: PoseTrack, second: PoseTrack, pauseS: number): PoseTrack {
  const offset = (first.timeS.at(-1) ?? 0) + pauseS - (second.timeS[0] ?? 0);
  const result = emptyPoseTrack(first.timeS.length + second.timeS.length);
  result.timeS.set(first.timeS);
  result.timeS.set(
    second.timeS.map((t) => t + offset),
    first.timeS.length,
  );
  for (const name of LANDMARK_NAMES) {
    for (const column of ['x', 'y', 'z', 'confidence'] as const) {
      result.landmarks[name][column].set(first.landmarks[name][column]);
      result.landmarks[name][column].set(second.landmarks[name][column], first.timeS.length);
    }
  }
  return result;
}

/** Every k-th frame from `offset` on. */
export function thinned(track: PoseTrack, k: number, offset = 0): PoseTrack {
  const frames = [...track.timeS.keys()].filter((i) => i % k === offset);
  const result = emptyPoseTrack(frames.length);
  frames.forEach((from, to) => {
    result.timeS[to] = track.timeS[from]!;
    for (const name of LANDMARK_NAMES) {
      for (const column of ['x', 'y', 'z', 'confidence'] as const)
        result.landmarks[name][column][to] = track.landmarks[name][column][from]!;
    }
  });
  return result;
}
