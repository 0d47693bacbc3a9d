/** Whether single letters are shortcuts (WCAG 2.1.4: whoever speaks to the computer, or trembles, can switch them off). */
const KEY = 'plumbline-letter-keys';

export function isLetterKeysOn(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off';
  } catch {
    return true;
  }
}

/** Remembered in this browser, where it keeps anything. */
export function setLetterKeys(on: boolean): void {
  try {
    localStorage.setItem(KEY, on ? 'on' : 'off');
  } catch {
    return;
  }
}
