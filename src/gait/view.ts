/** Which way the camera looks. `left` = it sees the runner's left side (the runner faces image-left). */
export type View = 'left' | 'right' | 'rear' | 'front';

/** True where the camera stands beside the runner. */
export function isSideView(view: View): boolean {
  return view === 'left' || view === 'right';
}
