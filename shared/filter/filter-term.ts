/** A term of the filter language for a value taken as it is, e.g. `tool:"search flights"`: for links into the trace list. */
export function filterTerm(field: string, value: string): string {
  const plain = /^[^\s()"*/\\][^\s()"*\\]*$/.test(value)
  return `${field}:${plain ? value : `"${value.replace(/[\\"]/g, '\\$&')}"`}`
}
