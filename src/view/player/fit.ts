/** Where a picture lies inside a box that shows it whole, centred (`object-fit: contain`). */
export interface Fit {
  scale: number;
  left: number;
  top: number;
}

/** Null where the box or the picture has no size yet. */
export function containFit(
  box: { width: number; height: number },
  picture: { width: number; height: number },
): Fit | null {
  const scale = Math.min(box.width / picture.width, box.height / picture.height);
  if (!Number.isFinite(scale) || scale <= 0) return null;
  return {
    scale,
    left: (box.width - picture.width * scale) / 2,
    top: (box.height - picture.height * scale) / 2,
  };
}
