import { mount } from 'svelte';
import { NO_FACTS } from '../analysis/session';
import type { EarlierPain, Wellbeing } from '../feedback/safety';
import type { MeasuredTake, Reanalyse } from '../state/open-take.svelte';
import { Review } from '../state/review.svelte';
import ReportScreen from '../view/screens/ReportScreen.svelte';

/** The app's own report of some takes as one session, in place of all that the page showed; resolves when it may be printed. */
export function mountReport(
  measured: readonly MeasuredTake[],
  filmedAtMs: number,
  { said, earlierPain }: { said: Wellbeing; earlierPain: EarlierPain | null },
  reanalyse: Reanalyse,
): Promise<void> {
  const card = { id: 'report', runner: null, title: '', filmedAtMs, facts: { ...NO_FACTS, ...said } };
  const review = new Review(card, measured, reanalyse);
  review.earlierPain = () => earlierPain;
  const target = Object.assign(document.createElement('div'), { id: 'app' });
  document.body.replaceChildren(target);
  return new Promise((resolve) => {
    mount(ReportScreen, { target, props: { review, onback: () => undefined, onready: resolve } });
  });
}
