/**
 * JSON in which equal values have equal texts (keys in order) and every number comes back as it was: NaN, the infinities and
 * −0, which JSON does not have, are objects with this one key.
 */
const NUMBER = '~number';
const ODD_NUMBERS = new Map([NaN, Infinity, -Infinity, -0].map((odd) => [nameOf(odd), odd]));

/** Of numbers, strings, booleans, null, arrays and plain objects; keys that are undefined are left out. */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'number' && ODD_NUMBERS.has(nameOf(value))) return `{"${NUMBER}":"${nameOf(value)}"}`;
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value)
    .filter(([, entry]) => entry !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${canonicalJson(entry)}`).join(',')}}`;
}

/** Throws SyntaxError where the text is not JSON. */
export function fromCanonicalJson(text: string): unknown {
  return JSON.parse(text, (_, value: unknown) => {
    if (typeof value !== 'object' || value === null || !(NUMBER in value)) return value;
    return (typeof value[NUMBER] === 'string' ? ODD_NUMBERS.get(value[NUMBER]) : undefined) ?? value;
  });
}

function nameOf(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}
