import type { Comparison } from '../../state/comparison.svelte';

/** Percent of the stride per press, without and with Shift. */
const STEP_PCT = 1;
const LEAP_PCT = 10;
/** Elements that use the space bar, and that use the arrows, themselves. */
const TAKES_SPACE = 'dialog, button, a[href], select, textarea, summary, input:not([type="range"])';
const TAKES_ARROWS = 'dialog, select, textarea, input';

/** Space plays and pauses, the arrows step through the stride, unless the element that has the focus wants them. */
export function handlePairKey(event: KeyboardEvent, { stride }: Comparison): void {
  const { key, target, shiftKey } = event;
  if (stride === null || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
  const taken = key === ' ' ? TAKES_SPACE : TAKES_ARROWS;
  if (target instanceof Element && target.closest(taken) !== null) return;
  const by = shiftKey ? LEAP_PCT : STEP_PCT;
  if (key === ' ') stride.toggle();
  else if (key === 'ArrowLeft') stride.step(-by);
  else if (key === 'ArrowRight') stride.step(by);
  else if (key === 'Home') stride.seek(0);
  else if (key === 'End') stride.seek(100);
  else return;
  event.preventDefault();
}
