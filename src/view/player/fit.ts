import type { Pixels } from '../../units';

export interface Size {
  width: Pixels;
  height: Pixels;
}

/** A part of the picture, in picture pixels. */
export interface Box extends Size {
  left: Pixels;
  top: Pixels;
}

/** Where the picture's corner lies on the stage, in screen pixels, and screen pixels per picture pixel. */
export interface Place {
  scale: number;
  left: number;
  top: number;
}

/**
 * Shows the whole of `focus` as large as the stage allows; what else of the picture finds room is shown too, and no
 * edge is left bare that the picture could fill. Null where a size is not known yet.
 */
export function placePicture(stage: Size, picture: Size, focus: Box): Place | null {
  const scale = Math.min(stage.width / focus.width, stage.height / focus.height);
  if (!Number.isFinite(scale) || scale <= 0) return null;
  return {
    scale,
    left: alongAxis(stage.width, picture.width * scale, (focus.left + focus.width / 2) * scale),
    top: alongAxis(stage.height, picture.height * scale, (focus.top + focus.height / 2) * scale),
  };
}

/** Offset that brings `centre` to the middle of the stage, unless that bares an edge; a small picture is centred. */
function alongAxis(stage: number, picture: number, centre: number): number {
  if (picture <= stage) return (stage - picture) / 2;
  return Math.min(0, Math.max(stage - picture, stage / 2 - centre));
}

/** The stage in picture pixels. */
export function visibleBox(stage: Size, { scale, left, top }: Place): Box {
  return {
    left: -left / scale,
    top: -top / scale,
    width: stage.width / scale,
    height: stage.height / scale,
  };
}
