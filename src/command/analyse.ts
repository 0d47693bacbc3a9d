/** `npm run analyse`: the journey of the app as a command (CONTRACT.md). Progress on stderr, a short table on stdout. */
import { existsSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { openAppPage, type AppPage } from './app-page';
import { type AnalyseArguments, readArguments, UsageError } from './arguments';
import type * as InPage from './in-page';
import { wantedOf, writeOutputs, writeSession } from './outputs';
import { printReport } from './print-report';
import { printTable } from './table';
import { reportProgress } from './terminal-progress';

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
    // Before the report, which takes the place of the page.
    if (asked.session !== null) await writeSession(app.page, asked.session);
    if (asked.report !== null) await printReport(app.page, asked.report);
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
  const request: InPage.PageRequest = { ...asked, wanted: wantedOf(asked) };
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
  await writeOutputs(page, path, asked, answer);
  printTable(name, answer);
}

main().catch((error: unknown) => {
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\n`);
    process.exit(EXIT_BAD_INPUT);
  }
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
