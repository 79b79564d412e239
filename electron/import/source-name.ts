/** The name of a source's file without folders, archive and extensions: by it files that belong together call each other. */
export function sourceStem(path: string): string {
  const inner = path.slice(path.lastIndexOf('!') + 1)
  const name = inner.slice(Math.max(inner.lastIndexOf('/'), inner.lastIndexOf('\\')) + 1)
  return name.replace(/(?<=.)(\.[A-Za-z][A-Za-z0-9]{0,6})+$/, '')
}
