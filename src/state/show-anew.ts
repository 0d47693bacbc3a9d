import type { Journey } from './journey.svelte';
import type { Library } from './library.svelte';

const SENTENCE =
  'This session was changed in another tab too: you see it now as it is kept, with the changes of both and, where both changed the same, the later one.';

/** Shows the session on the table as it is kept now, and says why; nothing where the person has gone on. */
export async function showAnew(id: string, journey: Journey, library: Library): Promise<void> {
  const isOnTable = () => journey.stop.at === 'review' && journey.stop.review.card.id === id;
  if (!isOnTable()) return;
  const kept = await library.open(id);
  if (kept === null || !isOnTable()) return;
  await journey.show(kept.session);
  library.tell(SENTENCE);
}
