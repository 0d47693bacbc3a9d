import { describe, expect, it } from 'vitest';
import { type Picture, Player } from '../../../src/state/player.svelte';

const TIME_S = Float64Array.from({ length: 10 }, (_, frame) => 2 + frame / 10);

/** Writes down what it is told; shows nothing by itself, like a `<video>` that is busy. */
class BusyPicture implements Picture {
  readonly told: string[] = [];
  show(frame: number) {
    this.told.push(`show ${frame}`);
  }
  play(speed: number) {
    this.told.push(`play ${speed}`);
  }
  pause() {
    this.told.push('pause');
  }
}

function playerWithPicture() {
  const player = new Player(TIME_S, 3);
  const picture = new BusyPicture();
  const detach = player.attach(picture);
  picture.told.length = 0;
  return { player, picture, detach };
}

describe('the player', () => {
  it('names the frame on the screen, not the frame asked for', () => {
    const { player } = playerWithPicture();
    player.seekToFrame(5);
    expect(player.frame).toBe(0);
    player.pictureShows(5);
    expect(player.frame).toBe(5);
    expect(player.shownS).toBeCloseTo(2.5, 9);
  });

  it('counts steps from the frame asked for while the picture is busy, and from the frame shown after', () => {
    const { player, picture } = playerWithPicture();
    player.step(1);
    player.step(1);
    player.step(1);
    expect(picture.told.filter((told) => told.startsWith('show'))).toEqual(['show 1', 'show 2', 'show 3']);
    player.pictureShows(2);
    player.pictureSettled();
    player.step(1);
    expect(picture.told.at(-1)).toBe('show 3');
  });

  it('stays inside the clip', () => {
    const { player, picture } = playerWithPicture();
    player.step(-1);
    player.seekToFrame(99);
    player.seekToTime(-5);
    expect(picture.told.filter((told) => told.startsWith('show'))).toEqual(['show 0', 'show 9', 'show 0']);
  });

  it('pauses when it is sent elsewhere, and starts from the first frame at the end', () => {
    const { player, picture } = playerWithPicture();
    player.play();
    player.seekToTime(2.55);
    expect(player.playing).toBe(false);
    player.pictureShows(9);
    player.pictureSettled();
    player.play();
    expect(picture.told).toEqual(['play 1', 'pause', 'show 5', 'show 0', 'play 1']);
  });

  it('changes the speed while it plays, and not by starting to play', () => {
    const { player, picture } = playerWithPicture();
    player.setSpeed(0.25);
    player.play();
    player.setSpeed(0.1);
    expect(picture.told).toEqual(['play 0.25', 'play 0.1']);
  });

  it('listens to no picture that was taken away', () => {
    const { player, picture, detach } = playerWithPicture();
    detach();
    player.play();
    player.step(1);
    expect(player.playing).toBe(false);
    expect(picture.told).toEqual([]);
  });

  it('plays a loop round and round: from its first frame when started outside, and from there again after its last', () => {
    const { player, picture } = playerWithPicture();
    player.setLoop({ first: 3, last: 6 });
    player.play();
    expect(picture.told).toEqual(['show 3', 'play 1']);
    for (const frame of [3, 4, 5]) {
      player.pictureShows(frame);
      player.pictureSettled();
    }
    expect(picture.told).toHaveLength(2);
    player.pictureShows(6);
    // A frame that was on its way when the picture was sent back asks for nothing more.
    player.pictureShows(7);
    expect(picture.told).toEqual(['show 3', 'play 1', 'show 3']);
    expect(player.playing).toBe(true);
    player.pictureShows(3);
    player.pictureSettled();
    player.pictureEnded();
    expect(player.playing).toBe(true);
  });

  it('lets a loop at the end of the clip go on where a clip without one ends', () => {
    const { player, picture } = playerWithPicture();
    player.setLoop({ first: 7, last: 9 });
    player.seekToFrame(8);
    player.pictureShows(8);
    player.pictureSettled();
    player.play();
    player.pictureShows(9);
    player.pictureSettled();
    player.pictureEnded();
    expect(picture.told.slice(-2)).toEqual(['show 7', 'play 1']);
    player.setLoop(null);
    player.pictureEnded();
    expect(player.playing).toBe(false);
  });

  it('stops for good when the browser will not play, loop or no loop', () => {
    const { player } = playerWithPicture();
    player.setLoop({ first: 3, last: 6 });
    player.play();
    player.pictureStopped();
    expect(player.playing).toBe(false);
  });
});
