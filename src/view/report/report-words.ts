import type { RunFacts } from '../../analysis/session';
import { number } from '../words';

/** "23 November 2026, 14:05" as the app writes dates; empty where the clock gives none. */
export function momentText(ms: number): string {
  const date = new Date(ms);
  if (Number.isNaN(date.getTime())) return '';
  return date.toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short' });
}

/** What is known of the run, each in a few words; nothing for what was not told. */
export function factsTexts({ speedKmh, inclinePct, shoes, pain, redFlags }: RunFacts): string[] {
  return [
    ...(speedKmh === null ? [] : [`${number(speedKmh)} km/h`]),
    ...(inclinePct === null ? [] : [`incline ${number(inclinePct)} %`]),
    ...(shoes.trim() === '' ? [] : [shoes.trim()]),
    pain === null ? 'back pain not said' : `back pain ${number(pain, 0)} of 10`,
    ...(redFlags === null ? ['warning signs not asked'] : redFlags.length === 0 ? ['no warning sign'] : []),
  ];
}
