import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts processor time in these. */
const TICKS_PER_S = 100;

/** Watches what all that a process started takes of the processor (Linux): how many cores it kept busy on average. */
export function watchProcessor(rootPid: number): { stop(): number } {
  const before = processorS(rootPid);
  const startedMs = performance.now();
  return {
    stop: () => ((processorS(rootPid) - before) * 1000) / (performance.now() - startedMs),
  };
}

/** Processor time of all descendants that are alive, seconds. */
function processorS(rootPid: number): number {
  const parents = new Map<number, number>();
  const ticks = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    try {
      // Behind the program's name, which may hold anything, in parentheses.
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
      parents.set(pid, Number(fields[1]));
      ticks.set(pid, Number(fields[11]) + Number(fields[12]));
    } catch {
      continue; // ended meanwhile
    }
  }
  const isFamily = (pid: number): boolean =>
    pid === rootPid || (parents.has(pid) && isFamily(parents.get(pid) ?? 0));
  return (
    [...ticks].reduce((sum, [pid, own]) => (pid !== rootPid && isFamily(pid) ? sum + own : sum), 0) /
    TICKS_PER_S
  );
}
