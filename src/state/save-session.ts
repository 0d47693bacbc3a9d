import type { Session } from '../analysis/session';
import type { Summaries } from '../storage/sessions';
import type { Store } from '../storage/store';
import { takeIdsOf } from './taped-files';

/** The setting: whether new sessions are kept with their clips. Where nobody has said, they are. */
const KEEP_CLIPS = 'keepClips';

/** Whether new sessions are kept with their clips. */
export async function keepsClips(store: Store): Promise<boolean> {
  return (await store.settingOf(KEEP_CLIPS)) !== false;
}

/** Sessions that are kept already stay as they are. */
export async function setKeepsClips(store: Store, keeps: boolean): Promise<void> {
  await store.saveSetting(KEEP_CLIPS, keeps);
}

/** Saves a session whole, without its clips where the person wants none kept. The recordings that its clips came from have served then. */
export async function saveWhole(store: Store, session: Session, summaries: Summaries): Promise<void> {
  const kept = (await keepsClips(store)) ? session : withoutClips(session);
  await store.saveSession(kept, summaries);
  const served = takeIdsOf(session.takes.map(({ clip }) => clip));
  if (served.length > 0) await store.dropTakes(served);
}

function withoutClips(session: Session): Session {
  return { ...session, takes: session.takes.map((take) => ({ ...take, clip: null })) };
}
