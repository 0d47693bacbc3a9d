/** Whether a file is one of landmarks rather than a clip, by its name. */
export function isTrackFile({ name }: File): boolean {
  return /\.(trc|json)$/i.test(name);
}
