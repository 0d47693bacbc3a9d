import { readFileSync, existsSync } from 'node:fs';
import { useBackend } from '/work/wt/truth/tests/unit/core/backends';
import { readRecording } from '/work/wt/truth/src/command/kept-recording';
import { analyseRun } from '/work/wt/truth/src/analysis/analyse-run';
import { NO_CORRECTIONS } from '/work/wt/truth/src/analysis/run-analysis';
import { clipCases } from '/work/wt/truth/tests/validate/cases';
import { METRICS } from '/work/wt/truth/src/metrics/registry';
import { isMeasured } from '/work/wt/truth/src/metrics/summary';
await useBackend('cpu');
const cases = await clipCases();
for (const model of process.argv.slice(2))
  for (const c of cases) {
    const p = `/tmp/recordings/${c.name}.${model}.json`;
    if (!existsSync(p)) continue;
    const a = await analyseRun(readRecording(readFileSync(p, 'utf8')), NO_CORRECTIONS);
    console.log(
      `\n== ${c.name} ${model} view ${a.view} (${c.view}) roll ${a.cameraRollDeg.toFixed(2)} ${a.cameraRollFrom} hidden ${a.identity.hiddenFrames.left.length}/${a.identity.hiddenFrames.right.length} relab ${a.identity.relabelledFrames.length} of ${a.track.timeS.length} strides ${a.strides.length} ${a.doubts.join(' | ')}`,
    );
    for (const m of METRICS) {
      const r = a.metrics[m.id];
      const t = c.truth[m.id];
      if (!t) continue;
      if (!isMeasured(r)) {
        if (m.views.includes(c.view)) console.log('  ', m.id.padEnd(28), '–', r.unavailable.slice(0, 60));
        continue;
      }
      console.log(
        '  ',
        m.id.padEnd(28),
        ...(['left', 'right', 'both'] as const).map(
          (k) =>
            `${k} ${r[k].mean.toFixed(3)} [${(r[k].mean - r[k].ci95[0]).toFixed(3)}] true ${t[k]?.toFixed(3)} err ${(r[k].mean - (t[k] ?? NaN)).toFixed(3)} |`,
        ),
      );
    }
  }
