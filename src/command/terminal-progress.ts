import type { PageProgress } from './in-page';

/** A terminal is redrawn often; a log gets a line now and then. */
const [TERMINAL_EVERY_MS, LOG_EVERY_MS] = [250, 5000];

/** Asks for the progress of a run again and again and shows it on stderr, until stopped. */
export function reportProgress(name: string, ask: () => Promise<PageProgress | null>): { stop(): void } {
  const terminal = process.stderr.isTTY;
  const timer = setInterval(
    () => {
      ask().then(
        (progress) => {
          if (progress !== null)
            process.stderr.write(
              terminal ? `\r\x1b[K${sentence(name, progress)}` : `${sentence(name, progress)}\n`,
            );
        },
        () => undefined, // the page is closing; the run itself says why
      );
    },
    terminal ? TERMINAL_EVERY_MS : LOG_EVERY_MS,
  );
  return {
    stop() {
      clearInterval(timer);
      if (terminal) process.stderr.write('\r\x1b[K');
    },
  };
}

function sentence(name: string, { doing, done, frames, framesPerS, secondsLeft }: PageProgress): string {
  const left = Number.isFinite(secondsLeft) ? `, ${Math.ceil(secondsLeft)} s left` : '';
  return `${name}, ${doing}: ${Math.round(100 * done)} %, ${frames} frames, ${framesPerS.toFixed(1)} frames/s${left}`;
}
