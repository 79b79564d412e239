import { dottedName, isNode, syntaxNodes, type SyntaxNode } from './syntax-walk.ts'

interface SourceFile {
  path: string
  text: string
}

interface Rule {
  name: string
  /** True for files the rule does not speak of. */
  exempt?: (path: string) => boolean
  breaks: (node: SyntaxNode, path: string) => boolean
}

const IPC = 'electron/transport/ipc.ts'
const WINDOW = 'electron/window.ts'
const PRELOAD = 'electron/preload.ts'
const MAIN_PROCESS = /^electron\/(?:(?:main|window|menu|workspace-slot)\.ts|shell\/|transport\/)/

/** What may be written where; each is a row of the hardening checklist that the source alone can prove. */
const RULES: readonly Rule[] = [
  {
    name: 'windows are made in one place',
    exempt: (path) => path === WINDOW,
    breaks: (node) => isNew(node, /(?:^|\.)(?:BrowserWindow|BrowserView|BaseWindow|WebContentsView)$/),
  },
  {
    name: 'windows are made with the one set of options',
    breaks: (node) => isNew(node, /(?:^|\.)BrowserWindow$/) && !spreadsWindowOptions(node),
  },
  {
    name: 'messages of pages are heard in one place',
    exempt: (path) => path === IPC,
    breaks: (node) => isCall(node, /(?:^|\.)ipc(?:Main)?\.(?:handle|handleOnce|on|once|addListener)$/),
  },
  {
    name: 'the preload alone speaks for the page',
    exempt: (path) => path === PRELOAD,
    breaks: (node) => isNamed(node, /^(?:ipcRenderer|contextBridge|webUtils|webFrame)$/),
  },
  {
    name: 'addresses are opened outside in one place',
    exempt: (path) => path === WINDOW,
    breaks: (node) => isCall(node, /\.(?:openExternal|openPath)$/),
  },
  {
    name: 'the main process forks no Node, which a packaged Electron cannot run',
    exempt: (path) => !MAIN_PROCESS.test(path),
    breaks: (node) => importsFrom(node, /^(?:node:)?child_process$/),
  },
  {
    name: 'nothing of Electron that reaches out is used',
    breaks: (node) =>
      isNamed(node, /^(?:crashReporter|autoUpdater)$/) || importsName(node, 'electron', 'net'),
  },
  {
    name: 'there are no webviews',
    breaks: (node) => isElement(node, 'webview') || hasText(node, /<webview/i),
  },
  {
    name: 'text is never made code or markup',
    breaks: (node) =>
      isCall(node, /^(?:eval|document\.write)$/) ||
      isNew(node, /^Function$/) ||
      (node.type === 'JSXAttribute' && isNode(node.name) && node.name.name === 'dangerouslySetInnerHTML') ||
      (node.type === 'AssignmentExpression' && /\.(?:inner|outer)HTML$/.test(dottedName(node.left))),
  },
  {
    name: 'one server listens',
    exempt: (path) => path === 'electron/transport/http.ts',
    breaks: (node) => isCall(node, /^server\.listen$|(?:^|\.)createServer$/),
  },
  { name: 'no other origin is ever allowed', breaks: (node) => hasText(node, /^access-control-/i) },
  { name: 'no other address is bound', breaks: (node) => hasText(node, /^(?:0\.0\.0\.0|::)$/) },
]

/** Every place that breaks a rule, as `file: rule`. Tests and their tools are not part of the product. */
export function hardeningViolations(files: Iterable<SourceFile>): string[] {
  const found: string[] = []
  for (const { path, text } of files) {
    if (/\.test\.tsx?$|^electron\/testing\//.test(path)) continue
    const nodes = syntaxNodes(path, text)
    for (const rule of RULES) {
      if (rule.exempt?.(path) === true) continue
      if (nodes.some((node) => rule.breaks(node, path))) found.push(`${path}: ${rule.name}`)
    }
  }
  return found
}

export function isCall(node: SyntaxNode, name: RegExp): boolean {
  return node.type === 'CallExpression' && name.test(dottedName(node.callee))
}

function isNew(node: SyntaxNode, name: RegExp): boolean {
  return node.type === 'NewExpression' && name.test(dottedName(node.callee))
}

function isNamed(node: SyntaxNode, name: RegExp): boolean {
  return node.type === 'Identifier' && name.test(String(node.name))
}

function importsFrom(node: SyntaxNode, source: RegExp): boolean {
  return node.type === 'ImportDeclaration' && isNode(node.source) && source.test(String(node.source.value))
}

function importsName(node: SyntaxNode, source: string, name: string): boolean {
  if (node.type !== 'ImportDeclaration' || !isNode(node.source) || node.source.value !== source) return false
  const specifiers = Array.isArray(node.specifiers) ? node.specifiers.filter(isNode) : []
  return specifiers.some(({ imported }) => isNode(imported) && imported.name === name)
}

function isElement(node: SyntaxNode, name: string): boolean {
  return node.type === 'JSXOpeningElement' && isNode(node.name) && node.name.name === name
}

function hasText(node: SyntaxNode, pattern: RegExp): boolean {
  if (node.type === 'Literal') return typeof node.value === 'string' && pattern.test(node.value)
  if (node.type !== 'TemplateElement') return false
  const { value } = node
  return typeof value === 'object' && value !== null && 'raw' in value && pattern.test(String(value.raw))
}

/** The options object spreads `windowOptions` first, and its `webPreferences` spread those of `windowOptions` first. */
function spreadsWindowOptions(node: SyntaxNode): boolean {
  const [options] = Array.isArray(node.arguments) ? node.arguments : []
  if (!spreadsFirst(options, 'windowOptions') || !isNode(options) || !Array.isArray(options.properties))
    return false
  const preferences = options.properties
    .filter(isNode)
    .find((property) => isNode(property.key) && property.key.name === 'webPreferences')
  if (preferences === undefined) return true
  if (!spreadsFirst(preferences.value, 'windowOptions.webPreferences')) return false
  const own = propertyNames(preferences.value)
  // The last two can only take away: a session of its own, and no script at all.
  return own.every((name) => ['preload', 'devTools', 'partition', 'javascript'].includes(name))
}

function spreadsFirst(value: unknown, name: string): boolean {
  if (!isNode(value) || value.type !== 'ObjectExpression' || !Array.isArray(value.properties)) return false
  const [first]: unknown[] = value.properties
  return isNode(first) && first.type === 'SpreadElement' && dottedName(first.argument) === name
}

/** Names of an object literal's own properties. */
export function propertyNames(value: unknown): string[] {
  if (!isNode(value) || !Array.isArray(value.properties)) return []
  return value.properties.filter(isNode).flatMap(({ key }) => (isNode(key) ? [String(key.name)] : []))
}
