/**
 * Lets the page draw and answer before going on: work that is chained by promises alone is one long task to the browser.
 * A message rather than a timer: timers wait a second in a tab that is not looked at.
 */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
