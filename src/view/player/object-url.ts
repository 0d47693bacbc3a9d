/** An address for a file on this device, until it is revoked. */
export function objectUrl(file: Blob): { href: string; revoke: () => void } {
  const href = URL.createObjectURL(file);
  return {
    href,
    revoke: () => {
      URL.revokeObjectURL(href);
    },
  };
}
