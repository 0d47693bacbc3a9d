/** Which way the camera looks. `left` = it sees the runner's left side (the runner faces image-left). */
export type View = 'left' | 'right' | 'rear' | 'front';

export const VIEWS: readonly View[] = ['left', 'right', 'rear', 'front'];
