import type { Database, Statement } from 'better-sqlite3'
import { hash } from 'node:crypto'
import type { Message } from '../../shared/model/message.ts'
import type { Resource, Scope } from '../../shared/model/span.ts'
import type { BlockWriter } from './block-writer.ts'
import { encodeResource, encodeScope, LONG_TEXT } from './body-values.ts'
import { ListWriter } from './list-writer.ts'
import { RecentMap } from './recent-map.ts'
import type { Sequences } from './sequences.ts'

/** Texts known by themselves before any hash, in characters a generation: a trace's history repeats at once. */
const KNOWN_CHARACTERS = 12 * 1024 * 1024
/** Longer texts are only known by their hash. */
const KNOWN_LENGTH = 256 * 1024
/** 16 of the 32 bytes: a collision among 10^12 texts has a chance of 10^-15. */
const HASH_BYTES = 16

/** Places for texts by their length. */
const LENGTHS = 1024

interface KnownText {
  text: string
  id: number
}

/** Keys remembered as a tree of lists; then it is begun anew. */
const SHAPE_NODES = 200_000

/** A list of keys: the one above with one more. `id` is 0 until the list itself is needed. */
interface ShapeNode {
  id: number
  key: string
  above: ShapeNode | null
  next: Map<string, ShapeNode>
}

function rootShape(): ShapeNode {
  return { id: 0, key: '', above: null, next: new Map() }
}

function keysOf(node: ShapeNode): string[] {
  const keys: string[] = []
  for (let at = node; at.above !== null; at = at.above) keys.push(at.key)
  return keys.toReversed()
}

/** Keeps every text once, by its hash, and gives ids. */
export class ContentWriter {
  readonly #blocks: BlockWriter
  readonly #sequences: Sequences
  readonly #import: number
  readonly #firstOwn: number
  readonly #known = new RecentMap<string, KnownText>(KNOWN_CHARACTERS, (_, text) => text.length + 64)
  /** The last known text of a length: comparing is ten times cheaper than hashing a long string. */
  readonly #lastOfLength: (KnownText | undefined)[] = Array.from({ length: LENGTHS }, () => undefined)
  readonly #objects = new WeakMap<object, number>()
  /** The lists of pieces that texts were cut into. */
  readonly pieces = new ListWriter<string>({
    isShort: (piece) => piece.length <= LONG_TEXT,
    keepItem: (piece) => this.keep(piece),
    keepText: (text) => this.keep(text),
  })
  readonly messages = new ListWriter<Message>({
    isShort,
    keepItem: (message) => this.keep(JSON.stringify(message)),
    keepText: (text) => this.keep(text),
  })
  #shapes = rootShape()
  #shapeNodes = 0
  readonly #insert: Statement
  readonly #find: Statement<[Uint8Array], number>
  readonly #use: Statement<[number, number]>

  constructor(db: Database, blocks: BlockWriter, sequences: Sequences, importId: number) {
    this.#blocks = blocks
    this.#sequences = sequences
    this.#import = importId
    this.#firstOwn = sequences.content
    this.#insert = db.prepare(
      'INSERT INTO content(id, hash, block, at, length) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    )
    this.#find = db.prepare<[Uint8Array], number>('SELECT id FROM content WHERE hash = ?').pluck()
    this.#use = db.prepare('INSERT INTO content_use(content, import) VALUES (?, ?) ON CONFLICT DO NOTHING')
  }

  readonly keep = (text: string): number => {
    const slot = text.length % LENGTHS
    const last = this.#lastOfLength[slot]
    if (last !== undefined && last.text === text) return last.id
    const known = this.#known.get(text)
    if (known !== undefined) {
      this.#lastOfLength[slot] = known
      return known.id
    }
    const blocks = this.#blocks
    blocks.put(text)
    const digest = hash('sha256', blocks.bytes(), 'buffer').subarray(0, HASH_BYTES)
    const key = text.length > KNOWN_LENGTH ? null : blocks.copy(text)
    let id = this.#sequences.content
    if (this.#insert.run(id, digest, blocks.block, blocks.at, blocks.length).changes === 1) {
      this.#sequences.content += 1
    } else {
      blocks.retract()
      id = this.#find.get(digest) ?? 0
      if (id < this.#firstOwn) this.#use.run(id, this.#import)
    }
    if (key !== null) this.#known.set(key, { text: key, id })
    return id
  }

  /** The id of a list of attribute keys. Spans of one instrumentation have the same keys in the same order. */
  shape(keys: Iterable<string>): number {
    let node = this.#shapes
    for (const key of keys) {
      let next = node.next.get(key)
      if (next === undefined) {
        next = { id: 0, key, above: node, next: new Map() }
        node.next.set(key, next)
        this.#shapeNodes += 1
      }
      node = next
    }
    if (node.id === 0) {
      node.id = this.keep(JSON.stringify(keysOf(node)))
      if (this.#shapeNodes > SHAPE_NODES) {
        this.#shapes = rootShape()
        this.#shapeNodes = 0
        return node.id
      }
    }
    return node.id
  }

  /** Resources and scopes are known by identity first: importers share one object for what repeats. */
  resource(resource: Resource): number {
    return this.#objects.get(resource) ?? this.#remember(resource, encodeResource(resource))
  }

  scope(scope: Scope): number {
    return this.#objects.get(scope) ?? this.#remember(scope, encodeScope(scope))
  }

  #remember(object: object, text: string): number {
    const id = this.keep(text)
    this.#objects.set(object, id)
    return id
  }
}

function isShort(message: Message): boolean {
  let length = message.text.length + (message.reasoning?.length ?? 0)
  for (const call of message.toolCalls ?? []) length += call.name.length + call.arguments.length + CALL_EXTRA
  return length <= LONG_TEXT
}

/** The id of a tool call and the names of its fields, about. */
const CALL_EXTRA = 60
