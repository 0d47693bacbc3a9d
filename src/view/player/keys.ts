import type { Player } from '../../state/player.svelte';

/** Elements that use the space bar themselves. */
const TAKES_SPACE = 'button, a[href], select, textarea, summary, input:not([type="range"])';
/** Elements that use the arrows themselves; the timeline does not, it steps by frames like the rest of the page. */
const TAKES_ARROWS = 'select, textarea, input:not([type="range"])';

const ACTIONS: Readonly<Record<string, (player: Player, frames: number) => void>> = {
  ' ': (player) => {
    player.toggle();
  },
  ArrowLeft: (player, frames) => {
    player.step(-frames);
  },
  ArrowRight: (player, frames) => {
    player.step(frames);
  },
  Home: (player) => {
    player.seekToFrame(0);
  },
  End: (player) => {
    player.seekToFrame(player.frames - 1);
  },
};

/** Space plays and pauses, ← → step one frame (ten with Shift), Home and End go to the ends. */
export function handleKey(event: KeyboardEvent, player: Player): void {
  const action = ACTIONS[event.key];
  if (action === undefined || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey)
    return;
  const taken = event.key === ' ' ? TAKES_SPACE : TAKES_ARROWS;
  if (event.target instanceof Element && event.target.closest(taken) !== null) return;
  event.preventDefault();
  action(player, event.shiftKey ? 10 : 1);
}
