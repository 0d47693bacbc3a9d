/**
 * Whether a player would ever show a packet. What ends before 0 was cut away by whoever trimmed the clip; the file keeps
 * it because the first frame that is shown needs it for decoding.
 */
export function isShown({ timestamp, duration }: { timestamp: number; duration: number }): boolean {
  // Half a tick of the finest timescale in use (90 kHz): sums of such times do not come out exactly 0.
  return timestamp >= 0 || timestamp + duration > 5e-6;
}
