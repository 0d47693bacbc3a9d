import type { Player } from '../../state/player.svelte';

/** Elements that use the space bar themselves. */
const TAKES_SPACE = 'button, a[href], select, textarea, summary, input:not([type="range"])';
/** Elements that use the arrows themselves; the timeline does not, it steps by frames like the rest of the page. */
const TAKES_ARROWS = 'select, textarea, input:not([type="range"])';

/** Space plays and pauses, ← → step one frame (ten with Shift), Home and End go to the ends. True where the key was used. */
export function handleKey(event: KeyboardEvent, player: Player): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return false;
  const inside = (selector: string) =>
    event.target instanceof Element && event.target.closest(selector) !== null;
  const frames = event.shiftKey ? 10 : 1;
  const actions: Record<string, { taken: string; act: () => void }> = {
    ' ': {
      taken: TAKES_SPACE,
      act: () => {
        player.toggle();
      },
    },
    ArrowLeft: {
      taken: TAKES_ARROWS,
      act: () => {
        player.step(-frames);
      },
    },
    ArrowRight: {
      taken: TAKES_ARROWS,
      act: () => {
        player.step(frames);
      },
    },
    Home: {
      taken: TAKES_ARROWS,
      act: () => {
        player.seekToFrame(0);
      },
    },
    End: {
      taken: TAKES_ARROWS,
      act: () => {
        player.seekToFrame(player.frames - 1);
      },
    },
  };
  const action = actions[event.key];
  if (action === undefined || inside(action.taken)) return false;
  event.preventDefault();
  action.act();
  return true;
}
