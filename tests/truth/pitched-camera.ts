import { toRadians } from '../../src/geometry';
import { LANDMARK_NAMES } from '../../src/pose/landmarks';
import { emptyPoseTrack, type PoseTrack } from '../../src/pose/pose-track';
import type { Degrees, Pixels } from '../../src/units';

/** A level camera that is tilted up about its own place: verticals then converge upwards. */
export interface Pitch {
  pitchDeg: Degrees;
  /** Focal length, and the picture's middle before the tilt. */
  focalPx: Pixels;
  centre: { x: Pixels; y: Pixels };
}

/** The same landmarks as the tilted camera sees them; the picture stays centred on `centre`. */
export function pitched(track: PoseTrack, { pitchDeg, focalPx, centre }: Pitch): PoseTrack {
  const [cos, sin] = [Math.cos(toRadians(pitchDeg)), Math.sin(toRadians(pitchDeg))];
  const out = emptyPoseTrack(track.timeS.length);
  out.timeS.set(track.timeS);
  for (const name of LANDMARK_NAMES) {
    const [from, to] = [track.landmarks[name], out.landmarks[name]];
    to.z.set(from.z);
    to.confidence.set(from.confidence);
    from.x.forEach((x, t) => {
      const [across, down] = [x - centre.x, from.y[t]! - centre.y];
      const depth = cos * focalPx - sin * down;
      to.x[t] = centre.x + (focalPx * across) / depth;
      to.y[t] =
        centre.y + (focalPx * (cos * down + sin * focalPx)) / depth - focalPx * Math.tan(toRadians(pitchDeg));
    });
  }
  return out;
}
