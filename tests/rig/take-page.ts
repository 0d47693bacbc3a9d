/** What take-killed runs inside a page: a camera whose frames are numbered, recorded by the app's own tape. */
import { Library } from '../../src/state/library.svelte';
import { Tape } from '../../src/state/tape.svelte';
import { openStore } from '../../src/storage/store';
import { filmCamera } from './film-camera';
import { readNumbers } from './read-number';

/** Records until the page dies, and tells of every frame and when it was taken; never ends. */
export async function recordForever(name: string): Promise<void> {
  let frame = 0;
  const camera = filmCamera(640, 360, () => {
    void window.told(`frame ${frame} ${Date.now()}`);
    frame++;
    return 30;
  });
  const library = new Library(() => openStore({ name }));
  await library.refresh();
  if (!new Tape(library).record(camera.stream, { viewHint: 'left' })) throw new Error('It does not record.');
  await window.told('started');
}

/** What is left of the recordings: the frames of each, by their numbers. Nothing is left afterwards. */
export async function leftOver(name: string) {
  const store = await openStore({ name });
  const takes = await store.unfinishedTakes();
  const frames = [];
  for (const { id } of takes) frames.push(await readNumbers(await store.takeFile(id)));
  await store.dropTakes(takes.map(({ id }) => id));
  store.close();
  return { takes, frames };
}
