import * as v from 'valibot';
import type { AnyDatabase, UpgradeTransaction } from '../schema';

const session = v.looseObject({
  id: v.string(),
  takes: v.array(v.looseObject({ id: v.string(), source: v.looseObject({ name: v.string() }) })),
});
const recording = v.looseObject({ landmarks: v.instance(Float32Array) });

/**
 * Version 4: a recording says what an earlier analysis had found (`cleaned`). Before, that was dropped, so a kept ANALYSIS.json
 * was filtered a second time. Those that are here already are known by their file's name; which legs were exchanged and where the
 * pelvic line lay is lost. All others stay as they are, for rewriting gigabytes would tell no more: absent means not cleaned.
 */
export async function earlierAnalyses(_db: AnyDatabase, tx: UpgradeTransaction): Promise<void> {
  const recordings = tx.objectStore('recordings');
  for (let cursor = await tx.objectStore('sessions').openCursor(); cursor; cursor = await cursor.continue()) {
    const record = v.safeParse(session, cursor.value);
    if (!record.success) continue;
    const { id, takes } = record.output;
    for (const take of takes.filter(({ source }) => /\.json$/i.test(source.name))) {
      const found = v.safeParse(recording, await recordings.get([id, take.id]));
      if (!found.success) continue;
      const identity = { relabelledFrames: [], hiddenFrames: { left: [], right: [] } };
      await recordings.put({ ...found.output, cleaned: { identity, pelvis: null } });
    }
  }
}
