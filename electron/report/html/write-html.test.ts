import { parse, type DefaultTreeAdapterMap } from 'parse5'
import { describe, expect, test } from 'vitest'
import { HOSTILE_TEXTS } from '../../testing/hostile-texts.ts'
import { documentOf } from '../../testing/report-document.ts'
import { cleanText } from '../clean-text.ts'
import { finishDocument } from '../finish-document.ts'
import { ATTRIBUTES, ELEMENTS, h, Markup } from './tag.ts'
import { POLICY, writeHtml } from './write-html.ts'

type Node = DefaultTreeAdapterMap['node']
type Element = DefaultTreeAdapterMap['element']

interface Parsed {
  elements: Element[]
  text: string
  errors: string[]
}

/** The page as a browser reads it. */
function read(html: string): Parsed {
  const errors: string[] = []
  const elements: Element[] = []
  let text = ''
  const walk = (node: Node): void => {
    if ('value' in node) text += node.value
    if ('tagName' in node) elements.push(node)
    if ('childNodes' in node) for (const child of node.childNodes) walk(child)
    if ('content' in node) walk(node.content)
  }
  walk(parse(html, { onParseError: ({ code }) => errors.push(code) }))
  return { elements, text, errors }
}

function pageOf(text: string, isUnfolded = false): string {
  return writeHtml(finishDocument(documentOf(text), null), { isUnfolded })
}

const HEAD = new Set(['html', 'head', 'meta', 'title', 'style', 'body'])

/** What an element may not be or have. */
function forbidden({ tagName, attrs }: Element): string[] {
  const known = HEAD.has(tagName) || ELEMENTS.some((name) => name === tagName)
  const wrong = attrs.flatMap(({ name, value }) => {
    if (HEAD.has(tagName))
      return ['lang', 'charset', 'http-equiv', 'content', 'name'].includes(name) ? [] : [name]
    if (!ATTRIBUTES.some((allowed) => allowed.toLowerCase() === name.toLowerCase()))
      return [`${name}=${value}`]
    return name === 'href' && !/^#[a-z0-9-]+$/.test(value) ? [value] : []
  })
  return [...(known ? [] : [tagName]), ...wrong]
}

const shape = ({ elements }: Parsed): string =>
  elements.flatMap(({ tagName }) => (tagName === 'mark' ? [] : tagName)).join(' ')

describe.each(HOSTILE_TEXTS.map((text) => [text]))('a report full of %j', (text) => {
  test('has only elements and attributes of the list, in the shape that plain text gives', () => {
    for (const isUnfolded of [false, true]) {
      const page = read(pageOf(text, isUnfolded))
      expect(page.elements.flatMap(forbidden)).toEqual([])
      expect(page.errors).toEqual([])
      expect(shape(page)).toBe(shape(read(pageOf('plain', isUnfolded))))
      expect(page.text.replace(/\s/g, '')).toContain(cleanText(text).replace(/\s/g, ''))
    }
  })
})

test('a check of the shape finds an element that was not escaped', () => {
  const page = read(pageOf('plain').replaceAll('plain', '<img src=x onerror=a>'))
  expect(page.elements.flatMap(forbidden)).toContain('img')
  expect(shape(page)).not.toBe(shape(read(pageOf('plain'))))
})

test('the policy stands before everything it rules, allows one style and nothing else', () => {
  const html = pageOf('plain')
  const { elements } = read(html)
  const [charset, policy] = elements.filter(({ tagName }) => tagName === 'meta')
  expect(charset?.attrs).toEqual([{ name: 'charset', value: 'utf-8' }])
  expect(policy?.attrs.at(-1)?.value).toBe(POLICY)
  expect(POLICY).toMatch(/^default-src 'none'; style-src 'sha256-[A-Za-z0-9+/=]+'; img-src data:/)
  expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.indexOf('<style'))
  expect(html).not.toMatch(/https?:|<script|url\(|@import/)
})

test('a link out of the document cannot be built', () => {
  expect(() => h('a', { href: 'https://example.org' }, 'x')).toThrow('inside itself')
  expect(h('p', {}, new Markup('<b>'), '<b>').toString()).toBe('<p><b>&lt;b&gt;</p>')
})

test('every section is in the table of contents, and every chart has its table', () => {
  const { elements } = read(pageOf('plain'))
  const links = elements.filter(({ tagName }) => tagName === 'a').map(({ attrs }) => attrs[0]?.value)
  expect(links).toEqual(['#one', '#two', '#three'])
  const count = (name: string): number => elements.filter(({ tagName }) => tagName === name).length
  expect(count('svg')).toBe(4)
  expect(count('table')).toBe(4)
})
