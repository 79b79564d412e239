/** One class attribute of those that apply; absent ones are left out. */
export function joinClass(...names: (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ')
}
