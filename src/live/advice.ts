/** What would make the picture good enough to measure from; one at a time is shown, the gravest first. */
export type AdviceId =
  | 'nobody'
  | 'stepBack'
  | 'comeCloser'
  | 'toTheMiddle'
  | 'raiseCamera'
  | 'lowerCamera'
  | 'turnCamera'
  | 'level'
  | 'moreLight'
  | 'lessLight'
  | 'tuckShirt';

/** An advice with its sentence for people, readable from two metres: few words. */
export interface Advice {
  id: AdviceId;
  sentence: string;
  /** true = no number can come until this is mended; false = the numbers come, less sure. */
  spoils: boolean;
}
