/** Whether single letters are shortcuts (WCAG 2.1.4: whoever speaks to the computer, or trembles, can switch them off). */
const KEY = 'plumbline-letter-keys';

/** Until the page goes, where the browser keeps nothing. */
let onHere = true;

export function isLetterKeysOn(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off';
  } catch {
    return onHere;
  }
}

/** Remembered in this browser; where it keeps nothing, until the page goes. */
export function setLetterKeys(on: boolean): void {
  onHere = on;
  try {
    localStorage.setItem(KEY, on ? 'on' : 'off');
  } catch {
    return;
  }
}

/** Whether a key, as the browser names it, is a letter, figure or sign that is no shortcut now. The space bar always is one. */
export function isSwitchedOff(key: string): boolean {
  return key.length === 1 && key !== ' ' && !isLetterKeysOn();
}
