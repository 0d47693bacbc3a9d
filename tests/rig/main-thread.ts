import type { Page } from 'playwright';

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Processor time and time of a complete event, in microseconds. */
  tdur?: number;
  dur?: number;
  args: { name?: string };
}

export interface MainThreadTasks {
  /** The processor time of the longest task, in milliseconds. */
  longestCpuMs: number;
  /**
   * How long the tenth-longest task took, what it waited for included, in milliseconds: a page that waits for a graphics card does
   * so again and again; another program that has the processor holds up a few tasks.
   */
  tenthLongestMs: number;
  /** The processor time of all tasks, in milliseconds. */
  totalCpuMs: number;
  tasks: number;
  /**
   * The most processor time that a task may take here, in milliseconds: a page touches new memory with nearly all that it does, so
   * one that was watched while memory came slowly is given as much more.
   */
  boundMs: number;
  /** What PerformanceObserver('longtask') saw: also counts the time in which other programs had the processor. */
  observedMs: number[];
}

/** A task that takes longer is felt. */
const LONG_TASK_MS = 50;
/** A machine that the bound was set on touches so much new memory in so much processor time; one whose memory comes late takes far longer. */
const TOUCHED_BYTES = 2 ** 24;
const TOUCH_MS = 10;
const TOUCH_EVERY_MS = 1000;

/** The processor time that touching new memory takes here and now, as a multiple of what it took where the bound was set; at least 1. */
function memorySlowness(): number {
  const before = process.cpuUsage();
  Buffer.alloc(TOUCHED_BYTES, 1);
  const { user, system } = process.cpuUsage(before);
  return Math.max(1, (user + system) / 1000 / TOUCH_MS);
}

/**
 * Watches the page's main thread until the result is called. The bound is put on processor time, since a machine that
 * tests in parallel takes the processor away in the middle of any task.
 */
export async function watchMainThread(page: Page): Promise<() => Promise<MainThreadTasks>> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('The page has no browser.');
  await page.evaluate(() => {
    const seen: number[] = [];
    new PerformanceObserver((list) => {
      seen.push(...list.getEntries().map((entry) => entry.duration));
    }).observe({ type: 'longtask' });
    Object.assign(globalThis, { longTasksMs: seen });
  });
  let slowness = memorySlowness();
  const touching = setInterval(() => (slowness = Math.max(slowness, memorySlowness())), TOUCH_EVERY_MS);
  await browser.startTracing(page, { categories: ['disabled-by-default-devtools.timeline', '__metadata'] });
  return async () => {
    clearInterval(touching);
    if (slowness > 1)
      console.info(`Memory came ${slowness.toFixed(1)} times slower: tasks may take as much longer.`);
    const trace = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
    const observedMs = await page.evaluate(
      () => (globalThis as unknown as { longTasksMs: number[] }).longTasksMs,
    );
    const threadOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
    const mains = new Set(
      trace.traceEvents
        .filter((event) => event.name === 'thread_name' && event.args.name === 'CrRendererMain')
        .map(threadOf),
    );
    const tasks = trace.traceEvents.filter(
      (event) => event.name === 'RunTask' && event.ph === 'X' && mains.has(threadOf(event)),
    );
    return {
      longestCpuMs: tasks.reduce((longest, { tdur = 0 }) => Math.max(longest, tdur / 1000), 0),
      tenthLongestMs: tasks.map(({ dur = 0 }) => dur / 1000).sort((a, b) => b - a)[9] ?? 0,
      totalCpuMs: tasks.reduce((sum, { tdur = 0 }) => sum + tdur / 1000, 0),
      tasks: tasks.length,
      boundMs: LONG_TASK_MS * slowness,
      observedMs,
    };
  };
}
