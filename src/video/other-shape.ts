import type { Pixels } from '../units';

/** A picture this much wider or narrower for its height, as a share, is another one: a turned phone changes it threefold. */
const OTHER_SHAPE = 0.1;

interface Size {
  width: Pixels;
  height: Pixels;
}

/** Whether a picture has other proportions than the clip: a phone that is turned changes them in mid-recording. */
export function isOfOtherShape(picture: Size, clip: Size): boolean {
  const ratio = picture.width / picture.height / (clip.width / clip.height);
  return Math.abs(Math.log(ratio)) > OTHER_SHAPE;
}
