import fc from 'fast-check';
import { openDB } from 'idb';
import { describe, expect, it } from 'vitest';
import { canonicalJson, fromCanonicalJson } from '../../../src/storage/backup/canonical-json';
import type { BackupOptions } from '../../../src/storage/backup/write-backup';
import { anyRecording } from '../../truth/any-recording';
import { sessionOf } from '../../truth/session-of';
import format1 from './fixtures/backup-format-1.json';
import { fullStore, PASSPHRASE, WHOLE } from './full-store';
import { contentsOf, hashOf, newName, tab } from './own-store';
import { asHighAsThen, withOneInterval } from './as-kept-then';

describe('a backup of everything', () => {
  it('restored into an empty store gives the same bytes again, and the same contents', async () => {
    const [here, there] = [newName(), newName()];
    const { file, sessions, leftOut } = await (await fullStore(here)).backup(WHOLE);
    expect([sessions, leftOut]).toEqual([6, 0]);
    const store = await tab(there);
    const progress: number[] = [];
    const restored = await store.restore(file, null, { onProgress: (done) => progress.push(done) });
    expect(restored).toEqual({ added: 6, same: 0, replaced: 0, keptNewer: 0 });
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    expect(progress.at(-1)).toBe(1);
    expect(await hashOf((await store.backup(WHOLE)).file)).toBe(await hashOf(file));
    const [was, is] = [await contentsOf(here), await contentsOf(there)];
    expect(is).toEqual(was);
    expect(is['clips']?.length).toBe(10);
    const { session } = await store.openSession('session-0001');
    const { session: original } = sessionOf({ seed: 1, clipBytes: 2_500_000 });
    expect(await hashOf(session.takes[1]!.clip!)).toBe(await hashOf(original.takes[1]!.clip!));
  });

  it('gives every recording back as it was, whatever is in it, as the store does', async () => {
    const [here, there] = [await tab(), await tab()];
    await fc.assert(
      fc.asyncProperty(anyRecording, async (recording) => {
        const { session } = sessionOf({ seed: 1, durationS: 0.1, clipBytes: null });
        const takes = session.takes.map((take) => ({ ...take, recording }));
        await here.saveSession({ ...session, takes }, new Map());
        await there.restore((await here.backup(WHOLE)).file, null);
        for (const store of [here, there]) {
          const { session: opened } = await store.openSession(session.id);
          expect(opened.takes.map((take) => take.recording)).toEqual([recording, recording]);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('of the first format is restored whole', async () => {
    const file = new Blob([Uint8Array.from(atob(format1.base64), (letter) => letter.charCodeAt(0))]);
    const store = await tab();
    expect(await store.restore(file, null)).toMatchObject({ added: 1 });
    const { session: opened, record } = await store.openSession('session-0001');
    const { session, summaries } = sessionOf({ seed: 1, durationS: 0.1, clipBytes: 40 });
    expect(opened.takes.map(({ recording }) => recording)).toEqual(
      session.takes.map(({ recording }) => asHighAsThen(recording)),
    );
    expect(opened.takes.map(({ clip }) => clip?.size)).toEqual([40, 40]);
    expect(record.takes.map(({ summary }) => summary)).toEqual([...summaries.values()].map(withOneInterval));
    expect(await store.ownErrorOf('runner-1')).toMatchObject({
      detectable: { cadenceSpm: 2 },
      detectableOfMean: {},
    });
  });

  it('restored into the same store changes nothing', async () => {
    const name = newName();
    const store = await fullStore(name);
    const before = await contentsOf(name);
    const { file } = await store.backup(WHOLE);
    expect(await store.restore(file, null)).toEqual({ added: 0, same: 6, replaced: 0, keptNewer: 0 });
    expect(await contentsOf(name)).toEqual(before);
  });

  it('of an empty store is a backup too', async () => {
    const { file } = await (await tab()).backup(WHOLE);
    expect(await (await tab()).restore(file, null)).toMatchObject({ added: 0 });
  });

  it('brings back what was deleted, keeps what was changed later here, takes what was changed later there', async () => {
    const [here, there] = [await fullStore(), await tab()];
    await there.restore((await here.backup(WHOLE)).file, null);
    await here.updateSession('session-0001', { title: 'later here' });
    await there.updateSession('session-0002', { title: 'later there' });
    await here.removeSession('session-0003');
    const restored = await here.restore((await there.backup({ ...WHOLE, clips: false })).file, null);
    expect(restored).toEqual({ added: 1, same: 3, replaced: 1, keptNewer: 1 });
    const titles = new Map((await here.recentSessions()).sessions.map(({ id, title }) => [id, title]));
    expect(titles.get('session-0001')).toBe('later here');
    expect(titles.get('session-0002')).toBe('later there');
    expect(titles.size).toBe(6);
    expect((await here.openSession('session-0003')).session.takes.length).toBe(2);
  });

  it('without clips replaces an older session and leaves its clips in their place', async () => {
    const [here, there] = [await fullStore(), await tab()];
    await there.restore((await here.backup(WHOLE)).file, null);
    await there.updateSession('session-0004', { title: 'later there' });
    await here.restore((await there.backup({ ...WHOLE, clips: false })).file, null);
    const { session, record } = await here.openSession('session-0004');
    expect(session.title).toBe('later there');
    expect(session.takes.map(({ clip }) => clip?.size)).toEqual([1000, 1000]);
    expect(record.takes.map(({ clipBytes }) => clipBytes)).toEqual([1000, 1000]);
  });
});

describe('a backup of one runner', () => {
  it('holds theirs and nothing of anybody else', async () => {
    const { file } = await (await fullStore()).backup({ ...WHOLE, runnerId: 'ann' });
    const store = await tab();
    await store.restore(file, null);
    expect((await store.recentSessions()).sessions.map(({ id }) => id)).toEqual([
      'session-0004',
      'session-0001',
    ]);
    expect((await store.runners()).map(({ id }) => id)).toEqual(['ann']);
    expect((await store.comparisons()).length).toBe(1);
    expect(await store.ownErrorOf('ann')).not.toBeNull();
    expect(await store.settingOf('keepClips')).toBeNull();
    expect(new TextDecoder().decode(await file.arrayBuffer())).not.toMatch(/bob/);
  });

  it('without names holds no word that a person wrote, nor a file’s name', async () => {
    const store = await tab();
    const { session, summaries } = sessionOf({ seed: 2, runnerId: 'ann' });
    const [take] = session.takes;
    const source = { ...take!.recording.source, name: 'SECRET.mp4', warnings: ['“SECRET.mp4” ends early'] };
    await store.saveSession(
      {
        ...session,
        runner: { id: 'ann', name: 'SECRET', note: 'SECRET' },
        title: 'SECRET',
        facts: { ...session.facts, note: 'SECRET', shoes: 'SECRET' },
        takes: [{ ...take!, recording: { ...take!.recording, source } }],
      },
      summaries,
    );
    await store.updateSession(session.id, { tags: ['SECRET'] });
    await store.saveComparison({ id: 'c', sessionIds: [session.id], title: 'SECRET', settings: {} });
    const textOf = async (options: BackupOptions) =>
      new TextDecoder().decode(await (await store.backup(options)).file.arrayBuffer());
    expect(await textOf({ ...WHOLE, runnerId: 'ann' })).toMatch(/SECRET/);
    expect(await textOf({ ...WHOLE, runnerId: 'ann', names: false })).not.toMatch(/SECRET/);
    expect(await textOf({ ...WHOLE, names: false })).toMatch(/“clip” ends early/);
  });
});

describe('a locked backup', () => {
  it('opens with its passphrase, however its letters are composed, and shows nothing without', async () => {
    const here = await fullStore();
    const { file } = await here.backup({ ...WHOLE, passphrase: PASSPHRASE.normalize('NFC') });
    const text = new TextDecoder('latin1').decode(await file.arrayBuffer());
    expect(text).toMatch(/"iterations":600000/);
    expect(text).not.toMatch(/session-0001|Runner of|synthetic/);
    const there = await tab();
    await there.restore(file, PASSPHRASE.normalize('NFD'));
    expect(await hashOf((await there.backup(WHOLE)).file)).toBe(
      await hashOf((await here.backup(WHOLE)).file),
    );
  });

  it('is another file each time: no salt comes twice', async () => {
    const store = await tab();
    const [one, two] = [
      await store.backup({ ...WHOLE, passphrase: 'x' }),
      await store.backup({ ...WHOLE, passphrase: 'x' }),
    ];
    expect(await hashOf(one.file)).not.toBe(await hashOf(two.file));
  });
});

it('what a killed restore left is swept at the next start, but not while another tab restores', async () => {
  const name = newName();
  const store = await tab(name);
  const { session, summaries } = sessionOf({ seed: 1 });
  await store.saveSession(session, summaries);
  const whole = await contentsOf(name);
  const db = await openDB(name);
  await db.put('settings', { key: 'restoring', value: true });
  await db.put('recordings', { sessionId: 'session-0001', takeId: 'of nobody' });
  await db.put('clips', { sessionId: 'nobody', takeId: 'take-0-of-1' });
  db.close();
  const left = await contentsOf(name);
  await navigator.locks.request(`plumbline-restore:${name}`, async () => {
    await tab(name);
    expect(await contentsOf(name)).toEqual(left);
  });
  await tab(name);
  expect(await contentsOf(name)).toEqual(whole);
});

it('canonical JSON gives every value back, and equal values equal texts', () => {
  const odd = fc.constantFrom(NaN, Infinity, -Infinity, -0);
  const leaf = fc.oneof(fc.string({ unit: 'binary' }), fc.double(), odd, fc.boolean(), fc.constant(null));
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc.array(tie('value')),
      fc.dictionary(fc.string(), tie('value'), { noNullPrototype: true }),
    ),
  }));
  fc.assert(
    fc.property(value, (given) => {
      const text = canonicalJson(given);
      expect(fromCanonicalJson(text)).toEqual(given);
      expect(canonicalJson(fromCanonicalJson(text))).toBe(text);
    }),
  );
  expect(canonicalJson({ b: 1, a: -0 })).toBe('{"a":{"~number":"-0"},"b":1}');
});
