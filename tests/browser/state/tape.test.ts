import { afterEach, describe, expect, it, vi } from 'vitest';
import { Library } from '../../../src/state/library.svelte';
import { Tape } from '../../../src/state/tape.svelte';
import { SENTENCES, StoreError } from '../../../src/storage/store-error';
import { sessionOf } from '../../truth/session-of';
import { type FilmCamera, filmCamera } from '../../rig/film-camera';
import { hashOf, newName, tab } from '../storage/own-store';
import { readNumbers } from '../../rig/read-number';

const [WIDTH, HEIGHT] = [320, 180];
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const cameras: FilmCamera[] = [];

function plugIn(): FilmCamera {
  const camera = filmCamera(WIDTH, HEIGHT, () => 30);
  cameras.push(camera);
  return camera;
}

afterEach(() => {
  vi.restoreAllMocks();
  for (const camera of cameras.splice(0)) camera.unplug();
});

/** The numbers of the frames in a file. */
function expectNoGap(numbers: readonly number[]): void {
  const [first = NaN] = numbers;
  expect(numbers).toEqual(numbers.map((_, k) => first + k));
}

describe('a take before the camera', () => {
  it('is kept while it is recorded, is whole when it ends, and goes when its session is saved', async () => {
    const name = newName();
    const [library, other] = [new Library(() => tab(name)), new Library(() => tab(name))];
    const tape = new Tape(library);
    const camera = plugIn();
    expect(tape.record(camera.stream, { viewHint: 'left' })).toBe(true);
    expect([tape.recording, tape.record(camera.stream, { viewHint: null })]).toEqual([true, false]);
    await sleep(1500);
    await other.refresh();
    expect(other.unfinished).toEqual([]); // it is being recorded here
    const side = await tape.stop();
    expect(tape.record(camera.stream, { viewHint: 'rear' })).toBe(true);
    await sleep(1200);
    const rear = await tape.stop();
    expect([tape.recording, tape.problem]).toEqual([false, null]);
    expect(tape.takes.map(({ viewHint }) => viewHint)).toEqual(['left', 'rear']);
    expect(tape.files).toEqual([side?.file, rear?.file]);
    for (const file of tape.files) expectNoGap(await readNumbers(file));

    await vi.waitFor(() => {
      expect(other.unfinished.map(({ id, ended }) => [id, ended])).toEqual([
        [rear!.id, true],
        [side!.id, true],
      ]);
    });
    expect(new Set(other.unfinished.map(({ tapeId }) => tapeId)).size).toBe(1);

    const { session, summaries } = sessionOf({ seed: 1 });
    const takes = session.takes.map((take, k) => ({ ...take, clip: tape.files[k] ?? null }));
    const was = await Promise.all(tape.files.map(hashOf));
    expect(await library.save({ ...session, takes }, summaries)).toBe(true);
    expect(library.unfinished).toEqual([]);
    const kept = await other.open(session.id);
    const is = await Promise.all(kept!.session.takes.map(({ clip }) => hashOf(clip!)));
    expect(is).toEqual(was);
    // The review that is on the table reads on.
    expect(await Promise.all(tape.files.map(hashOf))).toEqual(was);
  });

  it('stays where its session could not be saved, until it is thrown away', async () => {
    const name = newName();
    const library = new Library(() => tab(name));
    const tape = new Tape(library);
    tape.record(plugIn().stream, { viewHint: null });
    await sleep(900);
    const take = await tape.stop();
    const { session, summaries } = sessionOf({ seed: 1 });
    const [first, second] = session.takes;
    const taped = { ...session, takes: [{ ...first!, clip: take!.file }, second!] };
    // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its store below
    const put = IDBObjectStore.prototype.put;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...args) {
      if (this.name === 'clips') throw new DOMException('no room', 'QuotaExceededError');
      return put.apply(this, args);
    });
    expect(await library.save(taped, summaries)).toBe(false);
    vi.restoreAllMocks();
    await library.refresh();
    expect(library.unfinished.length).toBe(1);
    await tape.discard(take!.id);
    expect([tape.takes, library.unfinished]).toEqual([[], []]);
  });

  it('goes on in memory while the disk is full, says so, and is kept as soon as there is room', async () => {
    const name = newName();
    const library = new Library(() => tab(name));
    const tape = new Tape(library);
    tape.record(plugIn().stream, { viewHint: null });
    await sleep(800);
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError');
    });
    await vi.waitFor(() => {
      expect(tape.problem).toMatch(/no room left .* goes on in this page alone, .* before you close/);
    });
    await sleep(800);
    const full = await tape.stop();
    expectNoGap(await readNumbers(full!.file));
    expect(full!.seconds).toBeGreaterThan(1.5);

    expect(tape.record(plugIn().stream, { viewHint: null })).toBe(true);
    await vi.waitFor(() => {
      expect(tape.problem).not.toBeNull();
    });
    vi.restoreAllMocks();
    await vi.waitFor(() => {
      expect(tape.problem).toBeNull();
    });
    const roomy = await tape.stop();
    const kept = await library.change((store) => store.takeFile(roomy!.id));
    expect(await hashOf(kept!)).toBe(await hashOf(roomy!.file));
  });

  it('is recorded in a window that keeps nothing, and says that it is not kept', async () => {
    const library = new Library(() => Promise.reject(new StoreError('unavailable', SENTENCES.unavailable)));
    const tape = new Tape(library);
    tape.record(plugIn().stream, { viewHint: null });
    await sleep(900);
    const take = await tape.stop();
    expect(tape.problem).toMatch(/this page alone, so stop and analyse it .* private window/);
    expect(take!.file.name).toMatch(/^camera-\d{4}(-\d\d){5}\.\w+$/);
    expectNoGap(await readNumbers(take!.file));
  });

  it('becomes two when the phone is turned, and says so', async () => {
    const library = new Library(() => tab());
    const tape = new Tape(library);
    const camera = plugIn();
    tape.record(camera.stream, { viewHint: 'rear' });
    await sleep(900);
    camera.turn(HEIGHT, WIDTH);
    await vi.waitFor(() => {
      expect(tape.takes.length).toBe(1);
    });
    expect([tape.recording, tape.problem]).toEqual([
      true,
      expect.stringMatching(/turned: .* kept as one take, and a new take began/),
    ]);
    await sleep(900);
    await tape.stop();
    const [wide, upright] = await Promise.all(tape.files.map(readNumbers));
    expect(tape.takes.map(({ viewHint }) => viewHint)).toEqual(['rear', 'rear']);
    expectNoGap(wide!);
    expectNoGap(upright!);
    // What is missed in between.
    expect(upright![0]! - wide!.at(-1)!).toBeLessThan(15);
  });

  it('ends with what is there when the camera is unplugged', async () => {
    const tape = new Tape(new Library(() => tab()));
    const camera = plugIn();
    tape.record(camera.stream, { viewHint: null });
    await sleep(900);
    camera.unplug();
    await vi.waitFor(() => {
      expect(tape.takes.length).toBe(1);
    });
    expect([tape.recording, tape.problem]).toEqual([false, expect.stringMatching(/camera went away/)]);
    expectNoGap(await readNumbers(tape.files[0]!));
    expect(tape.record(camera.stream, { viewHint: null })).toBe(false);
    expect(tape.problem).toMatch(/camera went away/);
  });
});
