import type { Review } from '../../state/review.svelte';
import { isSwitchedOff } from '../controls/letter-keys';
import { PLAYER_KEYS } from './actions';

/** Elements that use the space bar themselves. */
const TAKES_SPACE = 'button, a[href], select, textarea, summary, input:not([type="range"])';
/** Elements that use the arrows themselves; the timeline does not, it steps by frames like the rest of the page. */
const TAKES_ARROWS = 'select, textarea, input:not([type="range"])';
/** Elements that letters are written in. */
const TAKES_LETTERS =
  'select, textarea, [contenteditable], input:not([type="range"], [type="radio"], [type="checkbox"])';

function takerOf(key: string): string {
  if (key === ' ') return TAKES_SPACE;
  return key.length === 1 ? TAKES_LETTERS : TAKES_ARROWS;
}

/** Does what the key stands for, unless the element that has the focus, an open dialog or the browser wants it. */
export function handleKey(event: KeyboardEvent, review: Review): void {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const found = PLAYER_KEYS.find(
    (one) => one.key === key && (one.shift ?? event.shiftKey) === event.shiftKey,
  );
  // On many keyboards a bracket needs AltGr, which some systems report as Ctrl and Alt.
  const command = (event.ctrlKey || event.altKey) && !event.getModifierState('AltGraph');
  if (found === undefined || event.defaultPrevented || command || event.metaKey) return;
  if (isSwitchedOff(key)) return;
  if (event.target instanceof Element && event.target.closest(`dialog, ${takerOf(key)}`) !== null) return;
  event.preventDefault();
  found.act(review);
}
