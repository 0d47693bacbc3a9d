import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Player } from '../../../src/state/player.svelte';
import { VideoPicture } from '../../../src/view/player/video-picture';

const FPS = 50;
const FRAMES = 100;

/** A `<video>` whose seeks end, and whose frames are announced, when the test says so. */
function videoByHand() {
  const video = document.createElement('video');
  const state = { seeking: false, timeS: 0 };
  let told: VideoFrameRequestCallback | null = null;
  Object.defineProperty(video, 'seeking', { get: () => state.seeking });
  Object.defineProperty(video, 'currentTime', {
    get: () => state.timeS,
    set: (timeS: number) => Object.assign(state, { seeking: true, timeS }),
  });
  video.requestVideoFrameCallback = (callback) => {
    told = callback;
    return 1;
  };
  return {
    video,
    arrive: () => {
      state.seeking = false;
      video.dispatchEvent(new Event('seeked'));
    },
    announce: (frame: number) => {
      const mediaTime = frame / FPS;
      told?.(0, {
        mediaTime,
        presentationTime: 0,
        expectedDisplayTime: 0,
        width: 1,
        height: 1,
        presentedFrames: 1,
      });
    },
  };
}

describe('the picture of a clip', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function open() {
    const byHand = videoByHand();
    const player = new Player(
      Float64Array.from({ length: FRAMES }, (_, k) => k / FPS),
      FRAMES / FPS,
    );
    const picture = new VideoPicture(byHand.video, player, 1);
    player.attach(picture);
    byHand.arrive();
    byHand.announce(0);
    return { ...byHand, player };
  }

  it('is where it was sent once that frame is announced, at once', () => {
    const { player, arrive, announce } = open();
    player.seekToFrame(40);
    expect(player.settled).toBe(false);
    arrive();
    announce(40);
    expect([player.settled, player.frame]).toEqual([true, 40]);
  });

  it('is not there yet when the browser, late, announces the frame before the seek', () => {
    const { player, arrive, announce } = open();
    player.seekToFrame(40);
    arrive();
    announce(0);
    expect(player.settled).toBe(false);
    announce(40);
    expect([player.settled, player.frame]).toEqual([true, 40]);
  });

  it('goes by its own time where the frame it was sent to is never announced', () => {
    const { player, arrive, announce } = open();
    player.seekToFrame(40);
    arrive();
    announce(0);
    vi.advanceTimersByTime(1000);
    expect([player.settled, player.frame]).toEqual([true, 40]);
  });

  it('believes the browser which frame it shows, if it is not the one it was sent to', () => {
    const { player, arrive, announce } = open();
    player.seekToFrame(40);
    arrive();
    announce(39);
    vi.advanceTimersByTime(1000);
    expect([player.settled, player.frame]).toEqual([true, 39]);
  });

  it('of several wishes goes where the last one said, and is not there before', () => {
    const { player, arrive, announce } = open();
    player.seekToFrame(40);
    player.seekToFrame(60);
    arrive();
    announce(40);
    expect(player.settled).toBe(false);
    vi.advanceTimersByTime(1000);
    expect(player.settled).toBe(false);
    arrive();
    announce(60);
    expect([player.settled, player.frame]).toEqual([true, 60]);
  });
});
