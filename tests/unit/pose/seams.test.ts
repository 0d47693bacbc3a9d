import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RunnerRegion, StretchEnd, TrackerState } from '../../../src/pose/contract';
import { type Job, Seams } from '../../../src/pose/seams';
import { stretchesOf } from '../../../src/pose/stretches';
import { seededRandom } from '../../truth/random';
import { isSameState, NOBODY_SEEN, seenAt } from '../../../src/pose/tracker-state';

const FPS = 60;

interface Frame {
  timeS: number;
  state: TrackerState;
  /** What was measured in it: follows from the state before, as landmarks do. */
  from: TrackerState;
}

/** A tracker whose next place hangs on the one before, in steps: from different starts it meets itself after some frames. */
function step(before: TrackerState, frame: number, pull: number): TrackerState {
  // Frames 200–229 show nobody; from 400 on somebody else is the larger one.
  if (frame >= 200 && frame < 230) {
    const missedFrames = before.missedFrames + 1;
    return before.lastSeen === null || missedFrames > 10
      ? NOBODY_SEEN
      : { region: null, lastSeen: before.lastSeen, missedFrames };
  }
  const here = (before.region ?? before.lastSeen)?.xCenter ?? (frame >= 400 ? 5000 : 0);
  const home = here > 2500 ? 5000 : 100;
  const xCenter = Math.round((here + pull * (home + (frame % 7) * 9 - here)) / 8) * 8;
  const region: RunnerRegion = { xCenter, yCenter: 0, width: 1, height: 1, rotation: 0 };
  return seenAt(region);
}

/** Frames from `fromS` on, as one pass from `state` gives them. */
function* passFrom(
  fromS: number,
  toS: number,
  state: TrackerState,
  frames: number,
  pull: number,
): Generator<Frame, undefined> {
  let before = state;
  for (let frame = 0; frame < frames; frame++) {
    const timeS = frame / FPS;
    if (timeS < fromS || timeS >= toS) continue;
    const now = step(before, frame, pull);
    yield { timeS, state: now, from: before };
    before = now;
  }
}

interface Working {
  job: Job;
  pass: Generator<Frame, undefined>;
  again: Frame[];
  frames: number;
}

/** Follows a clip with so many workers, whose turns come as `turns` says; `dies`: turns at which the worker is gone. */
function followed(frames: number, workers: number, turns: () => number, dies: () => boolean, pull: number) {
  const facts = { startS: 0, durationS: frames / FPS };
  const seams = new Seams<Frame>(stretchesOf(facts), facts);
  const lanes: (Working | null)[] = Array.from({ length: workers }, () => null);
  const told: Frame[] = [];
  const shares: number[] = [];
  let work = 0;
  for (let turn = 0; turn < 1e6; turn++) {
    const lane = turns() % workers;
    const working = lanes[lane] ?? null;
    if (working === null) {
      const job = seams.next();
      if (job === 'over') return { told, shares, work };
      if (job === 'wait') continue;
      lanes[lane] = {
        job,
        pass: passFrom(job.fromS, job.toS, job.state, frames, pull),
        again: [],
        frames: 0,
      };
      continue;
    }
    if (dies()) {
      seams.giveBack(working.job);
      lanes[lane] = null;
      continue;
    }
    work++;
    const end = oneFrame(seams, working, frames);
    if (end !== null) {
      seams.done(working.job, end, working.again);
      lanes[lane] = null;
    }
    told.push(...seams.take());
    shares.push(seams.share);
  }
  throw new Error('it never ends');
}

function oneFrame(seams: Seams<Frame>, working: Working, frames: number): StretchEnd['why'] | null {
  const { job, pass } = working;
  const { value } = pass.next();
  if (value === undefined) return job.toS >= frames / FPS ? 'clip is over' : 'all followed';
  if (job.meet.length === 0) {
    seams.add(job, [value]);
    return null;
  }
  working.again.push(value);
  const other = job.meet[working.frames++];
  if (other !== undefined && isSameState(other, value.state)) return 'met';
  return working.frames === job.meet.length ? 'apart' : null;
}

describe('a clip that several workers follow', () => {
  it('is what one pass gives, whoever is when done and whoever dies; progress never falls', () => {
    const property = fc.property(
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 900 }),
      fc.constantFrom(0.3, 0.6, 0.9),
      fc.nat(),
      (workers, frames, pull, seed) => {
        const random = seededRandom(seed + 1);
        const single = [...passFrom(-Infinity, Infinity, NOBODY_SEEN, frames, pull)];
        const { told, shares } = followed(
          frames,
          workers,
          () => Math.floor(workers * random.even()),
          () => random.even() < 0.005,
          pull,
        );
        expect(told).toEqual(single);
        expect(shares).toEqual([...shares].sort((a, b) => a - b));
      },
    );
    fc.assert(property, { numRuns: 150 });
  });

  it('costs one worker nothing more than a single pass', () => {
    const { work, told } = followed(
      900,
      1,
      () => 0,
      () => false,
      0.6,
    );
    expect(told.length).toBe(900);
    expect(work - told.length).toBeLessThanOrEqual(stretchesOf({ startS: 0, durationS: 15 }).length);
  });
});

describe('the stretches of a clip', () => {
  it('follow each other without a gap, the first from the beginning of time, the last to its end', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 4000, noNaN: true }), (durationS) => {
        const stretches = stretchesOf({ startS: 2, durationS });
        expect(stretches[0]?.fromS).toBe(-Infinity);
        expect(stretches.at(-1)?.toS).toBe(Infinity);
        stretches.slice(1).forEach(({ fromS }, k) => {
          expect(fromS).toBe(stretches[k]?.toS);
        });
        expect(stretches.length % 4).toBe(0); // two or four workers have equal shares
      }),
    );
  });
});
