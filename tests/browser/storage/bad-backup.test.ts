import { describe, expect, it, vi } from 'vitest';
import { sessionOf } from '../../truth/session-of';
import { fullStore, PASSPHRASE, WHOLE } from './full-store';
import { contentsOf, failureOf, newName, tab } from './own-store';

async function bytesOf(blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await blob.arrayBuffer());
}

describe('a bad backup leaves the store as it was, and one sentence', () => {
  const [named, targetName] = [newName(), newName()];
  let files: { plain: Uint8Array<ArrayBuffer>; locked: Uint8Array<ArrayBuffer> } | null = null;

  async function given() {
    if (files) return files;
    const store = await fullStore(named);
    files = {
      plain: await bytesOf((await store.backup(WHOLE)).file),
      locked: await bytesOf((await store.backup({ ...WHOLE, passphrase: PASSPHRASE })).file),
    };
    return files;
  }

  /** Tries to restore into a store that holds an older state of session 3, so that there is something to spoil. */
  async function expectRefusal(bytes: Uint8Array<ArrayBuffer>, passphrase: string | null = null) {
    const store = await tab(targetName);
    const { session, summaries } = sessionOf({ seed: 3, runnerId: 'bob' });
    vi.useFakeTimers({ toFake: ['Date'], now: 1000 });
    if ((await store.recentSessions()).sessions.length === 0) await store.saveSession(session, summaries);
    vi.useRealTimers();
    const before = await contentsOf(targetName);
    const failure = await failureOf(store.restore(new Blob([bytes]), passphrase));
    expect(await contentsOf(targetName)).toEqual(before);
    expect(failure.name).toBe('BackupError');
    expect(failure.message).toMatch(/^This .*: nothing was restored; .*\.$/);
    return failure;
  }

  const edited = (bytes: Uint8Array<ArrayBuffer>, find: string, put: string) => {
    const text = new TextDecoder('latin1').decode(bytes);
    expect(text).toContain(find);
    return Uint8Array.from(text.replace(find, put), (letter) => letter.charCodeAt(0));
  };

  it('of another app, or empty', async () => {
    for (const text of ['', 'PK\u0003\u0004 a zip file', '{"app":"another"}', 'PLUMBLINE'])
      expect(await expectRefusal(new TextEncoder().encode(text))).toMatchObject({ problem: 'notABackup' });
  });

  it('of a newer version', async () => {
    const { plain } = await given();
    expect(await expectRefusal(edited(plain, '"format":2', '"format":3'))).toMatchObject({
      problem: 'newer',
    });
  });

  it('cut short anywhere, also between two chunks', async () => {
    const { plain, locked } = await given();
    const chunk = 2 ** 20;
    const header = (bytes: Uint8Array) => 21 + bytes[17]! + 256 * bytes[18]!;
    const cuts = [
      20,
      30,
      header(plain),
      header(plain) + chunk + 32,
      header(plain) + 10_000,
      plain.length - 1,
    ];
    for (const cut of cuts)
      expect(await expectRefusal(plain.slice(0, cut))).toMatchObject({ problem: 'damaged' });
    const between = header(locked) + 2 * (chunk + 16);
    expect(await expectRefusal(locked.slice(0, between), PASSPHRASE)).toMatchObject({ problem: 'damaged' });
  });

  it('with chunks in another order, one left out, or bytes after its end', async () => {
    const { plain } = await given();
    const start = 21 + plain[17]! + 256 * plain[18]!;
    const size = 2 ** 20 + 32;
    const piece = (k: number) => plain.slice(start + k * size, start + (k + 1) * size);
    const joined = async (...pieces: Uint8Array<ArrayBuffer>[]) =>
      bytesOf(new Blob([plain.slice(0, start), ...pieces]));
    const rest = plain.slice(start + 2 * size);
    for (const bytes of [
      await joined(piece(1), piece(0), rest),
      await joined(piece(0), rest),
      await joined(piece(0), piece(1), rest, new Uint8Array(5)),
    ])
      expect(await expectRefusal(bytes)).toMatchObject({ problem: 'damaged' });
  });

  it('with any bit flipped, locked or not', async () => {
    const { plain, locked } = await given();
    for (const [bytes, passphrase] of [
      [plain, null],
      [locked, PASSPHRASE],
    ] as const) {
      for (const at of [19, 40, 300, 5000, 1_200_000, bytes.length - 3]) {
        const flipped = bytes.slice();
        flipped[at]! ^= 4;
        await expectRefusal(flipped, passphrase);
      }
    }
  });

  it('with the wrong passphrase, or none', async () => {
    const { locked } = await given();
    expect(await expectRefusal(locked, 'wrong')).toMatchObject({ problem: 'wrongPassphrase' });
    expect(await expectRefusal(locked)).toMatchObject({ problem: 'locked' });
  });

  it('with a lock that would take hours to open', async () => {
    const { locked } = await given();
    const slow = edited(locked, '"iterations":600000', '"iterations":9e9999');
    expect(await expectRefusal(slow, PASSPHRASE)).toMatchObject({ problem: 'damaged' });
  });

  it('or a restore that is cancelled leaves the store as it was too', async () => {
    const { plain } = await given();
    const name = newName();
    const store = await tab(name);
    const before = await contentsOf(name);
    const controller = new AbortController();
    const failure = await failureOf(
      store.restore(new Blob([plain]), null, {
        signal: controller.signal,
        onProgress: (done) => {
          if (done > 0.5) controller.abort();
        },
      }),
    );
    expect(failure.name).toBe('AbortError');
    expect(await contentsOf(name)).toEqual(before);
  });
});
