import { readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'oxc-parser'

export const PROJECT_ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** A rule covers the files below `from`; the most specific rule wins. `files` narrows what it may import. */
interface LayerRule {
  from: RegExp
  /** What it may import of the project, besides itself: patterns on the path of the imported file. */
  may: RegExp[]
  /** Packages it may import; Node's own modules only where `node` is true. */
  packages: RegExp
  node: boolean
}

const SHARED = /^shared\//
const ANY_PACKAGE = /.*/
const NO_PACKAGE = /^$/
const REACT =
  /^(react|react-dom|radix-ui|@tanstack\/|recharts|cmdk|react-resizable-panels|@fontsource-variable\/)/
// Search parameters are zod schemas.
const REACT_AND_ZOD = new RegExp(`${REACT.source}|^zod$`)

/** Who may import whom. The order is from special to general. */
export const LAYERS: readonly LayerRule[] = [
  {
    from: /\.test\.tsx?$|^electron\/testing\/|\.config\.ts$/,
    may: [/.*/],
    packages: ANY_PACKAGE,
    node: true,
  },
  { from: /^shared\//, may: [SHARED], packages: /^zod$/, node: false },
  {
    from: /^electron\/import\/(importers|dialects)\/([^/]+)\//,
    may: [
      SHARED,
      /^electron\/import\/[^/]+$/,
      /^electron\/import\/otlp\//,
      /^electron\/import\/$1\/[^/]+$/,
      /^electron\/import\/$1\/$2\//,
    ],
    packages: /^(zod|protobufjs\/light\.js)$/,
    node: true,
  },
  {
    from: /^electron\/import\//,
    may: [SHARED, /^electron\/import\//],
    packages: /^(zod|yauzl|csv-parse(\/sync)?|hyparquet|hyparquet-compressors)$/,
    node: true,
  },
  {
    from: /^electron\/analysis\/categories\/([^/]+)\//,
    may: [
      SHARED,
      /^electron\/analysis\/[^/]+$/,
      /^electron\/analysis\/categories\/[^/]+$/,
      /^electron\/analysis\/categories\/$1\//,
    ],
    packages: NO_PACKAGE,
    node: false,
  },
  {
    from: /^electron\/analysis\//,
    may: [SHARED, /^electron\/analysis\//],
    packages: /^(zod|diff|@cfworker\/json-schema)$/,
    node: true,
  },
  {
    from: /^electron\/(drift|report|sample|redaction)\//,
    may: [SHARED, /^electron\/$1\//],
    packages: /^zod$/,
    node: true,
  },
  {
    from: /^electron\/store\//,
    may: [SHARED, /^electron\/store\//],
    packages: /^(better-sqlite3|zod)$/,
    node: true,
  },
  {
    from: /^electron\/transport\/ipc\.ts$/,
    may: [SHARED, /^electron\/transport\//],
    packages: /^electron$/,
    node: true,
  },
  { from: /^electron\/transport\//, may: [SHARED, /^electron\/transport\//], packages: /^zod$/, node: true },
  {
    from: /^electron\/jobs\//,
    may: [SHARED, /^electron\/(jobs|import|analysis|drift|report|redaction|store)\//],
    packages: /^zod$/,
    node: true,
  },
  {
    from: /^electron\/api\//,
    may: [SHARED, /^electron\/(api|store|jobs|redaction)\//, /^electron\/(import|analysis)\/registry\.ts$/],
    packages: /^zod$/,
    node: true,
  },
  {
    from: /^electron\/cli\//,
    may: [
      SHARED,
      /^electron\/(cli|sample)\//,
      /^electron\/(services|browser-host)\.ts$/,
      /^electron\/(import|analysis)\/registry\.ts$/,
    ],
    packages: /^(zod|commander|yaml)$/,
    node: true,
  },
  {
    from: /^electron\/(main|window|menu|preload)\.ts$/,
    may: [SHARED, /^electron\/(?!testing)/],
    packages: /^electron$/,
    node: true,
  },
  { from: /^electron\/shell\//, may: [SHARED, /^electron\/shell\//], packages: NO_PACKAGE, node: true },
  {
    from: /^electron\/[^/]+\.(ts|mjs)$/,
    may: [SHARED, /^electron\/(?!testing)/],
    packages: /^(zod|commander)$/,
    node: true,
  },
  {
    from: /^renderer\/(ui|charts)\//,
    may: [SHARED, /^renderer\/$1\//, /^renderer\/ui\//],
    packages: REACT,
    node: false,
  },
  // The editor for SQL is loaded with the page that has one, and by nothing else.
  {
    from: /^renderer\/views\/(query)\//,
    may: [SHARED, /^renderer\/(api|ui|charts)\//, /^renderer\/views\/view\.ts$/, /^renderer\/views\/$1\//],
    packages: new RegExp(`${REACT_AND_ZOD.source}|^@(codemirror|lezer)/`),
    node: false,
  },
  {
    from: /^renderer\/views\/([^/]+)\//,
    may: [SHARED, /^renderer\/(api|ui|charts)\//, /^renderer\/views\/view\.ts$/, /^renderer\/views\/$1\//],
    packages: REACT_AND_ZOD,
    node: false,
  },
  { from: /^renderer\/api\//, may: [SHARED, /^renderer\/api\//], packages: REACT, node: false },
  {
    from: /^renderer\//,
    may: [SHARED, /^renderer\//],
    packages: REACT_AND_ZOD,
    node: false,
  },
]

/** Every import that the table does not allow, as `file -> import`. */
export function forbiddenImports(files: Iterable<{ path: string; text: string }>): string[] {
  const wrong: string[] = []
  for (const { path, text } of files) {
    const rule = LAYERS.find((layer) => layer.from.test(path))
    if (!rule) {
      wrong.push(`${path}: no layer covers this file`)
      continue
    }
    const groups = rule.from.exec(path) ?? []
    for (const specifier of importedBy(path, text)) {
      if (!isAllowed(rule, groups, path, specifier)) wrong.push(`${path} -> ${specifier}`)
    }
  }
  return wrong
}

function isAllowed(rule: LayerRule, groups: readonly string[], path: string, specifier: string): boolean {
  if (specifier.startsWith('.')) {
    const target = join(dirname(path), specifier.replace(/\?.*$/, '')).split(sep).join('/')
    return rule.may.some((pattern) => new RegExp(fill(pattern.source, groups)).test(target))
  }
  if (specifier.startsWith('node:') || builtinModules.includes(specifier)) return rule.node
  return rule.packages.test(specifier)
}

function fill(source: string, groups: readonly string[]): string {
  return source.replace(/\$(\d)/g, (_, index: string) => groups[Number(index)] ?? '')
}

function importedBy(path: string, text: string): string[] {
  const { module } = parseSync(path, text)
  const specifiers = module.staticImports.map((entry) => entry.moduleRequest.value)
  for (const entry of module.staticExports) {
    for (const item of entry.entries) if (item.moduleRequest) specifiers.push(item.moduleRequest.value)
  }
  for (const entry of module.dynamicImports) {
    const literal = /^['"`](.*)['"`]$/s.exec(text.slice(entry.moduleRequest.start, entry.moduleRequest.end))
    if (literal?.[1]) specifiers.push(literal[1])
  }
  return specifiers
}

/** The project's own source files, with forward slashes. */
export function* sourceFiles(): Generator<{ path: string; text: string }> {
  for (const top of ['electron', 'renderer', 'shared']) {
    for (const entry of readdirSync(join(PROJECT_ROOT, top), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !/\.(ts|tsx|mjs)$/.test(entry.name)) continue
      const full = join(entry.parentPath, entry.name)
      yield { path: relative(PROJECT_ROOT, full).split(sep).join('/'), text: readFileSync(full, 'utf8') }
    }
  }
}
