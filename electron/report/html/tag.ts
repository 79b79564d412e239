/** Elements a report may have; nothing that loads, runs, submits or moves. */
export const ELEMENTS = [
  'main',
  'header',
  'footer',
  'nav',
  'section',
  'article',
  'aside',
  'figure',
  'figcaption',
  'details',
  'summary',
  'h1',
  'h2',
  'h3',
  'h4',
  'p',
  'ul',
  'ol',
  'li',
  'dl',
  'dt',
  'dd',
  'div',
  'span',
  'a',
  'strong',
  'mark',
  'code',
  'pre',
  'blockquote',
  'table',
  'caption',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
  'time',
  'svg',
  'g',
  'path',
  'line',
  'rect',
  'circle',
  'text',
  'title',
] as const

/** Attributes they may have; `href` leads inside the document only, and there is no `style`. */
export const ATTRIBUTES = [
  'class',
  'id',
  'href',
  'open',
  'scope',
  'role',
  'aria-label',
  'aria-hidden',
  'dir',
  'tabindex',
  'viewBox',
  'd',
  'x',
  'y',
  'x1',
  'y1',
  'x2',
  'y2',
  'cx',
  'cy',
  'r',
  'rx',
  'width',
  'height',
  'text-anchor',
] as const

type Element = (typeof ELEMENTS)[number]
type Attributes = Partial<Record<(typeof ATTRIBUTES)[number], string | number | true | null>>

/** Markup that was built from escaped parts; only `h` and `join` make it. */
export class Markup {
  readonly #text: string
  constructor(text: string) {
    this.#text = text
  }
  toString(): string {
    return this.#text
  }
}

type Child = Markup | string | number | null | readonly Child[]

/** One element. Text and attributes are escaped here and nowhere else. */
export function h(element: Element, attributes: Attributes = {}, ...children: Child[]): Markup {
  let text = `<${element}`
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined) continue
    if (name === 'href' && !/^#[a-z0-9-]+$/.test(String(value)))
      throw new Error('a report links only inside itself')
    text += value === true ? ` ${name}` : ` ${name}="${escape(String(value))}"`
  }
  return new Markup(`${text}>${contentOf(children)}</${element}>`)
}

/** Parts one after the other. */
export function join(...children: Child[]): Markup {
  return new Markup(contentOf(children))
}

function contentOf(children: readonly Child[]): string {
  return children
    .map((child) => {
      if (child === null) return ''
      if (child instanceof Markup) return child.toString()
      return typeof child === 'object' ? contentOf(child) : escape(String(child))
    })
    .join('')
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
}

export function escape(text: string): string {
  return text.toWellFormed().replace(/[&<>"'`]/g, (character) => ESCAPES[character] ?? '')
}
