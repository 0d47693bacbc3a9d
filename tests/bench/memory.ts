import { readdirSync, readFileSync } from 'node:fs';

const BYTES_PER_KB = 1024;
const SAMPLE_EVERY_MS = 200;

/** Watches the memory of all that a process started (Linux): bytes of their own, the most seen at one moment. */
export function watchPeakMemory(rootPid: number): { stop(): number } {
  let peak = 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, memoryNow(rootPid));
  }, SAMPLE_EVERY_MS);
  return {
    stop() {
      clearInterval(timer);
      return peak;
    },
  };
}

/** The same at this moment. */
export function memoryNow(rootPid: number): number {
  const parents = new Map<number, number>();
  const resident = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    try {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      parents.set(pid, Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]));
      // Pages shared between processes are counted once, with the file cache left out: private memory is what grows.
      resident.set(
        pid,
        Number(/^RssAnon:\s+(\d+)/m.exec(status)?.[1] ?? 0) +
          Number(/^RssShmem:\s+(\d+)/m.exec(status)?.[1] ?? 0),
      );
    } catch {
      continue; // ended meanwhile
    }
  }
  const isFamily = (pid: number): boolean =>
    pid === rootPid || (parents.has(pid) && isFamily(parents.get(pid) ?? 0));
  return [...resident].reduce(
    (sum, [pid, kb]) => (pid !== rootPid && isFamily(pid) ? sum + kb * BYTES_PER_KB : sum),
    0,
  );
}
