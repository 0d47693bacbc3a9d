import { writeFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import type { Page } from 'playwright';
import type { AnalyseArguments } from './arguments';
import type * as InPage from './in-page';
import { writeWhole } from './write-whole';

/** What was asked for besides the table, as the page is asked for it. */
export function wantedOf({ csv, trc, video, strip, contactStrip }: AnalyseArguments): InPage.Wanted {
  return {
    csv: csv !== null,
    trc: trc !== null,
    video: video !== null,
    strips: [
      ...(strip === null ? [] : (['frames'] as const)),
      ...(contactStrip === null ? [] : (['contacts'] as const)),
    ],
  };
}

/** Writes the files of one clip; each is there whole or not at all. */
export async function writeOutputs(
  page: Page,
  clip: string,
  asked: AnalyseArguments,
  answer: InPage.PageAnswer,
): Promise<void> {
  const write = async (given: string | null, ending: string, content: string | Uint8Array | null) => {
    if (given === null || content === null) return;
    const path = outputPath(given, clip, asked.clips.length, ending);
    await writeWhole(path, (to) => writeFile(to, content));
  };
  await write(asked.json, '.json', answer.json);
  await write(asked.csv, '.csv', answer.csv?.strides ?? null);
  await write(asked.csv && framesPath(asked), FRAMES_ENDING, answer.csv?.frames ?? null);
  await write(asked.trc, '.trc', answer.trc);
  const pictures = [asked.strip, asked.contactStrip].filter((path) => path !== null);
  for (const [k, path] of pictures.entries())
    await write(path, '.png', Buffer.from(answer.strips[k] ?? '', 'base64'));
  if (asked.video !== null)
    await saveDownload(page, outputPath(asked.video, clip, asked.clips.length, '.mp4'), 'video');
}

/** Writes all clips so far as one session file. */
export async function writeSession(page: Page, path: string): Promise<void> {
  await saveDownload(page, path, 'session');
}

const FRAMES_ENDING = '.frames.csv';

/** OUT.csv → OUT.frames.csv, beside it; of several clips, the folder itself. */
function framesPath({ csv, clips }: AnalyseArguments): string {
  const { dir, name } = parse(csv ?? '');
  return clips.length > 1 ? (csv ?? '') : join(dir, `${name}${FRAMES_ENDING}`);
}

/** The browser writes the file to the disk itself: it may be larger than a message between the two. */
async function saveDownload(page: Page, path: string, what: 'video' | 'session'): Promise<void> {
  const downloading = page.waitForEvent('download');
  await page.evaluate(async (what) => {
    const address = '/command.js';
    const inPage = (await import(address)) as typeof InPage;
    if (what === 'video') inPage.downloadVideo();
    else await inPage.downloadSession();
  }, what);
  const download = await downloading;
  await writeWhole(path, (to) => download.saveAs(to));
  await download.delete();
}

/** One clip: the path as given. Several: the path is a folder, one file per clip. */
function outputPath(given: string, clip: string, clips: number, ending: string): string {
  return clips < 2 ? given : join(given, `${parse(clip).name}${ending}`);
}
