/** What the browser hands over when a clip is opened with the installed app (`file_handlers` in the manifest). */
interface LaunchQueue {
  setConsumer(consumer: (launch: { files: readonly FileSystemFileHandle[] }) => void): void;
}

/** Calls back with clips that were opened with Plumbline from the desktop, now and later. Only some browsers do that. */
export function onLaunchedFiles(take: (files: readonly File[]) => void): void {
  const { launchQueue } = globalThis as { launchQueue?: LaunchQueue };
  launchQueue?.setConsumer(({ files }) => {
    if (files.length > 0) void Promise.all(files.map((handle) => handle.getFile())).then(take);
  });
}
