/** `npm run analyse`: the journey of the app as a command (CONTRACT.md). Progress on stderr, a short table on stdout. */
import { existsSync, statSync } from 'node:fs';
import { basename, join, parse } from 'node:path';
import { openAppPage, type AppPage } from './app-page';
import { type AnalyseArguments, readArguments, UsageError } from './arguments';
import type * as InPage from './in-page';
import { printTable } from './table';
import { reportProgress } from './terminal-progress';
import { writeWhole } from './write-whole';

/** Bad input, as opposed to a failure of the program (1). */
const EXIT_BAD_INPUT = 2;

async function main(): Promise<void> {
  const asked = readArguments(process.argv.slice(2));
  const inputs = asked.track === null ? asked.clips : [asked.track];
  for (const path of inputs) {
    if (!existsSync(path) || !statSync(path).isFile()) {
      throw new UsageError(`“${path}” is not there, or is not a file; check the path.`);
    }
  }
  process.stderr.write('Opening the app in a browser without a window …\n');
  const app = await openAppPage();
  try {
    for (const path of inputs) await analyse(app, path, asked);
  } finally {
    await app.close();
  }
}

async function analyse({ page }: AppPage, path: string, asked: AnalyseArguments): Promise<void> {
  const name = basename(path);
  const input = await page.evaluateHandle(() =>
    Object.assign(document.createElement('input'), { type: 'file' }),
  );
  await input.asElement().setInputFiles(path);
  const progress = await page.evaluateHandle(() => ({ latest: null as InPage.PageProgress | null }));
  const pictures = picturesOf(asked);
  const request: InPage.PageRequest = { ...asked, strips: pictures.map(({ of }) => of) };
  const watching = reportProgress(name, () => progress.evaluate(({ latest }) => latest));
  const answer = await page
    .evaluate(
      async ({ input, progress, request, isTrack }) => {
        const address = '/command.js';
        const inPage = (await import(address)) as typeof InPage;
        const file = input.files?.[0];
        if (file === undefined) throw new Error('The page was given no file.');
        if (isTrack) return inPage.analyseTrackFile(file, request);
        return inPage.analyseFile(file, request, (latest) => {
          progress.latest = latest;
        });
      },
      { input, progress, request, isTrack: asked.track !== null },
    )
    .finally(() => {
      watching.stop();
    });
  if ('refused' in answer) throw new UsageError(answer.refused);
  answer.warnings.forEach((warning) => process.stderr.write(`${name}: ${warning}\n`));
  const jsonPath = outputPath(asked.json, path, asked.clips.length, '.json');
  if (jsonPath !== null) writeWhole(jsonPath, answer.json);
  pictures.forEach(({ path: given }, k) => {
    const picturePath = outputPath(given, path, asked.clips.length, '.png');
    if (picturePath !== null) writeWhole(picturePath, Buffer.from(answer.strips[k] ?? '', 'base64'));
  });
  printTable(name, answer);
}

function picturesOf({
  strip,
  contactStrip,
}: AnalyseArguments): { of: 'frames' | 'contacts'; path: string }[] {
  return [
    ...(strip === null ? [] : [{ of: 'frames' as const, path: strip }]),
    ...(contactStrip === null ? [] : [{ of: 'contacts' as const, path: contactStrip }]),
  ];
}

/** One clip: the path as given. Several: the path is a folder, one file per clip. */
function outputPath(given: string | null, clip: string, clips: number, extension: string): string | null {
  if (given === null || clips < 2) return given;
  return join(given, `${parse(clip).name}${extension}`);
}

main().catch((error: unknown) => {
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\n`);
    process.exit(EXIT_BAD_INPUT);
  }
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
