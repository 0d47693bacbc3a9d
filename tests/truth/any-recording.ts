import fc from 'fast-check';
import type { Recording } from '../../src/analysis/recording';
import { PELVIC_ROW_LENGTH } from '../../src/core/pelvic-line-evidence';
import { VIEWS } from '../../src/gait/view';
import { BACKEND_NAMES, MODEL_SIZES } from '../../src/pose/contract';
import { LANDMARK_NAMES, type LandmarkName } from '../../src/pose/landmarks';
import type { LandmarkColumns, PoseTrack } from '../../src/pose/pose-track';

const MOST_FRAMES = 4;

/** Every recording that the types allow, of no frame up to a few: odd numbers in the arrays, with and without each part that may be null. */
export const anyRecording: fc.Arbitrary<Recording> = fc.nat({ max: MOST_FRAMES }).chain((frames) =>
  fc.record({
    formatVersion: fc.constant(1 as const),
    source: anySource,
    pose: orNull({
      model: fc.constantFrom(...MODEL_SIZES),
      modelSha256: fc.string(),
      backend: fc.constantFrom(...BACKEND_NAMES),
      runner: orNull({
        candidates: fc.array(
          fc.record({
            x: finite,
            y: finite,
            legPx: finite,
            rhythm: finite,
            strideHz: fc.double(),
            swing: finite,
            wanders: finite,
          }),
          { maxLength: 2 },
        ),
        chosen: fc.integer({ min: -1, max: 1 }),
        sure: fc.boolean(),
        why: fc.string(),
      }),
    }),
    timing: fc.record({
      wallS: fc.double(),
      frames: fc.nat(),
      workers: fc.option(fc.nat()),
      msPerFrame: fc.double(),
      decodeMs: fc.double(),
      poseMs: fc.double(),
      pelvisMs: fc.double(),
    }),
    track: anyTrack(frames),
    cleaned: orNull({
      identity: fc.record({
        relabelledFrames: anyFrames,
        hiddenFrames: fc.record({ left: anyFrames, right: anyFrames }),
      }),
      pelvis: orNull({
        line: fc.record({
          method: fc.constantFrom('waistband', 'dots', 'hem', 'landmarks', 'none'),
          tiltDeg: floats(frames),
          confidence: floats(frames),
          neutralTiltDeg: fc.option(finite),
        }),
        view: fc.constantFrom(...VIEWS),
        cameraRollDeg: finite,
      }),
    }),
    // Evidence may have fewer or more frames than the track: its times are its own.
    pelvis: fc.option(
      fc
        .nat({ max: MOST_FRAMES })
        .chain((looked) => fc.record({ timeS: doubles(looked), rows: floats(looked * PELVIC_ROW_LENGTH) })),
    ),
    cameraRoll: fc.oneof(
      fc.record({
        known: fc.constant(true as const),
        rollDeg: finite,
        errorDeg: finite,
        convergence: fc.option(fc.record({ deg: finite, errorDeg: finite, correlation: finite })),
        from: fc.constantFrom('verticals', 'a vertical and horizontals'),
        lines: fc.nat(),
      }),
      fc.record({ known: fc.constant(false as const), reason: fc.string() }),
    ),
  }),
);

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const anyFrames = fc.array(fc.nat({ max: 1e6 }), { maxLength: 5 });

const anySource: fc.Arbitrary<Recording['source']> = fc.record({
  name: fc.string({ unit: 'binary' }),
  sha256: fc.string(),
  frames: fc.nat(),
  fps: fc.double(),
  durationS: fc.double(),
  width: fc.double(),
  height: fc.double(),
  rotationDeg: fc.constantFrom(0, 90, 180, 270),
  variableFrameRate: fc.boolean(),
  slowMotionFactor: finite,
  warnings: fc.array(fc.string(), { maxLength: 3 }),
});

function anyTrack(frames: number): fc.Arbitrary<PoseTrack> {
  return fc
    .record({ timeS: doubles(frames), numbers: floats(frames * LANDMARK_NAMES.length * 4) })
    .map(({ timeS, numbers }) => {
      const column = (k: number) => numbers.slice(k * frames, (k + 1) * frames);
      const named = LANDMARK_NAMES.map((name, k): [LandmarkName, LandmarkColumns] => [
        name,
        { x: column(4 * k), y: column(4 * k + 1), z: column(4 * k + 2), confidence: column(4 * k + 3) },
      ]);
      return { timeS, landmarks: Object.fromEntries(named) as PoseTrack['landmarks'] };
    });
}

function floats(length: number): fc.Arbitrary<Float32Array<ArrayBuffer>> {
  return fc.float32Array({ minLength: length, maxLength: length });
}

function doubles(length: number): fc.Arbitrary<Float64Array<ArrayBuffer>> {
  return fc.float64Array({ minLength: length, maxLength: length });
}

function orNull<T>(parts: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T | null> {
  return fc.option(fc.record(parts));
}
