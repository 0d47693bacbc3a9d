import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyPoseTrack } from '../../../src/pose/pose-track';
import { placePicture, visibleBox } from '../../../src/view/player/fit';
import { runnerBox } from '../../../src/view/player/runner-box';

const length = fc.integer({ min: 10, max: 4000 });
const size = fc.record({ width: length, height: length });

describe('the place of the picture on the stage', () => {
  it('shows the whole focus, wherever it lies', () => {
    const unit = fc.double({ min: 0, max: 0.5, noNaN: true });
    fc.assert(
      fc.property(size, size, unit, unit, (stage, picture, x, y) => {
        const focus = {
          left: x * picture.width,
          top: y * picture.height,
          width: picture.width / 2,
          height: picture.height / 2,
        };
        const seen = visibleBox(stage, placePicture(stage, picture, focus)!);
        expect(seen.left).toBeLessThanOrEqual(focus.left + 1e-6);
        expect(seen.top).toBeLessThanOrEqual(focus.top + 1e-6);
        expect(seen.left + seen.width).toBeGreaterThanOrEqual(focus.left + focus.width - 1e-6);
        expect(seen.top + seen.height).toBeGreaterThanOrEqual(focus.top + focus.height - 1e-6);
      }),
    );
  });

  it('centres a whole picture, and bares no edge that the picture could fill', () => {
    const picture = { width: 100, height: 200 };
    expect(placePicture({ width: 400, height: 200 }, picture, { left: 0, top: 0, ...picture })).toEqual({
      scale: 1,
      left: 150,
      top: 0,
    });
    const low = { left: 0, top: 150, width: 100, height: 50 };
    expect(placePicture({ width: 100, height: 100 }, picture, low)).toEqual({ scale: 1, left: 0, top: -100 });
  });

  it('is unknown before the stage has a size', () => {
    expect(
      placePicture(
        { width: 0, height: 0 },
        { width: 1, height: 1 },
        { left: 0, top: 0, width: 1, height: 1 },
      ),
    ).toBeNull();
  });
});

describe('the box round the runner', () => {
  const picture = { width: 720, height: 1280 };

  it('is the whole picture where nobody was found', () => {
    expect(runnerBox(emptyPoseTrack(5), picture)).toEqual({ left: 0, top: 0, ...picture });
  });

  it('holds every sure landmark with room to spare, and ignores the unsure', () => {
    const track = emptyPoseTrack(100);
    const { nose, left_heel: heel, right_wrist: wrist } = track.landmarks;
    nose.x.fill(300);
    nose.y.fill(400);
    nose.confidence.fill(1);
    heel.x.fill(350);
    heel.y.fill(1000);
    heel.confidence.fill(1);
    wrist.x.fill(-5000);
    wrist.y.fill(-5000);
    wrist.confidence.fill(0.1);
    expect(runnerBox(track, picture)).toEqual({ left: 204, top: 304, width: 242, height: 792 });
  });
});
