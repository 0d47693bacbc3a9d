import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import manifest from '../../models/manifest.json';
import type { Recording } from '../../src/analysis/recording';
import { type AppPage, openAppPage } from '../../src/command/app-page';
import type * as InPage from '../../src/command/in-page';
import { readRecording } from '../../src/command/kept-recording';
import { PELVIC_ROW_LENGTH } from '../../src/core/pelvic-line-evidence';
import { LANDMARK_NAMES } from '../../src/pose/landmarks';
import type { ModelSize } from '../../src/pose/contract';

const KEPT = fileURLToPath(new URL('../.out/recordings/', import.meta.url));
/** Raised by one whenever the same clip would give other landmarks, edges or lines: what was kept then counts no more. */
const FOLLOWING_VERSION = 1;

/** What the pixels of clips said, kept by the hashes of clip and model, so that the next table takes seconds. */
export class Recordings {
  #app: Promise<AppPage> | null = null;

  /** `keptOnly`: null where the clip was not followed before, instead of the minutes that it takes. */
  async of(path: string, model: ModelSize, keptOnly: boolean): Promise<Recording | null> {
    const clip = createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 16);
    const file = `${KEPT}${clip}.${manifest.models[model].resultSha256.slice(0, 16)}.${FOLLOWING_VERSION}.json`;
    if (!existsSync(file)) {
      if (keptOnly) return null;
      mkdirSync(KEPT, { recursive: true });
      writeFileSync(file, await this.#follow(path, model));
    }
    return readRecording(readFileSync(file, 'utf8'));
  }

  async close(): Promise<void> {
    await (await this.#app)?.close();
  }

  async #follow(path: string, model: ModelSize): Promise<string> {
    process.stderr.write(`validate: following ${path} with ${model} …\n`);
    const { page } = await (this.#app ??= openAppPage());
    const input = await page.evaluateHandle(() =>
      Object.assign(document.createElement('input'), { type: 'file' }),
    );
    await input.asElement().setInputFiles(path);
    const answer = await page.evaluate(
      async ({ input, model }) => {
        const address = '/command.js';
        const inPage = (await import(address)) as typeof InPage;
        const file = input.files?.[0];
        if (file === undefined) throw new Error('The page was given no file.');
        return inPage.recordFile(file, model);
      },
      { input, model },
    );
    if (typeof answer !== 'string') throw new Error(answer.refused);
    return answer;
  }
}

/** The recording up to a time. */
export function cutAt(recording: Recording, untilS: number): Recording {
  const { track, pelvis } = recording;
  const frames = track.timeS.filter((timeS) => timeS <= untilS).length;
  const landmarks = { ...track.landmarks };
  for (const name of LANDMARK_NAMES) {
    const { x, y, z, confidence } = landmarks[name];
    const [cutX, cutY, cutZ, cutConfidence] = [x, y, z, confidence].map((column) => column.slice(0, frames));
    landmarks[name] = { x: cutX!, y: cutY!, z: cutZ!, confidence: cutConfidence! };
  }
  const timeS = track.timeS.slice(0, frames);
  return {
    ...recording,
    track: { timeS, landmarks },
    pelvis: pelvis && { timeS, rows: pelvis.rows.slice(0, frames * PELVIC_ROW_LENGTH) },
  };
}
