import { zstdDecompressSync } from 'node:zlib'
import type { Database, Statement } from 'better-sqlite3'
import type { Message } from '../../shared/model/message.ts'
import type { Resource, Scope } from '../../shared/model/span.ts'
import { AppError } from '../../shared/errors.ts'
import { decodeResource, decodeScope, decodeShape, type Shape } from './body-values.ts'
import { placeOfItem } from './encoded-list.ts'
import { RecentMap } from './recent-map.ts'

/** Decompressed blocks kept in each of the two generations, in bytes. */
const BLOCK_CACHE = 32 * 1024 * 1024
/** Decoded contents kept in each generation, in characters; a trace's history is asked for at every call. */
const TEXT_CACHE = 4 * 1024 * 1024
/** Messages, resources and scopes kept in each generation, in characters of their JSON text. */
const OBJECT_CACHE = 4 * 1024 * 1024

/** First byte of a content that UTF-8 cannot hold (lone surrogates): JSON text follows. Never a byte of UTF-8. */
export const ESCAPED = 0xff

interface ContentPlace {
  block: number
  at: number
  length: number
}

interface Cached<T> {
  value: T
  size: number
}

/** Objects stored as JSON text, read once while they are cached. */
type ObjectCache<T> = RecentMap<number, Cached<T>>

/** Reads stored texts. Everything it gives back for an id stays true: block and content ids are never reused. */
export class ContentReader {
  readonly #path: string
  readonly #blocks = new RecentMap<number, Buffer>(BLOCK_CACHE, (bytes) => bytes.length)
  readonly #texts = new RecentMap<number, string>(TEXT_CACHE, (text) => text.length + 32)
  readonly #messages: ObjectCache<Message> = new RecentMap(OBJECT_CACHE, sizeOf)
  readonly #groups: ObjectCache<(string | Message)[]> = new RecentMap(OBJECT_CACHE, sizeOf)
  readonly #shapes: ObjectCache<Shape> = new RecentMap(OBJECT_CACHE, sizeOf)
  readonly #resources: ObjectCache<Resource> = new RecentMap(OBJECT_CACHE, sizeOf)
  readonly #scopes: ObjectCache<Scope> = new RecentMap(OBJECT_CACHE, sizeOf)
  readonly #pending = new Map<number, Buffer>()
  readonly #block: Statement<[number], { data: Buffer }>
  readonly #place: Statement<[number], ContentPlace>

  constructor(db: Database) {
    this.#path = db.name
    this.#block = db.prepare('SELECT data FROM block WHERE id = ?')
    this.#place = db.prepare('SELECT block, at, length FROM content WHERE id = ?')
  }

  /** The text at a place; `at` and `length` in bytes of the decompressed block. */
  text(block: number, at: number, length: number): string {
    const bytes = this.#bytes(block)
    if (at + length > bytes.length) throw this.#damaged(`block ${block} is too short`)
    if (length > 0 && bytes[at] === ESCAPED) return JSON.parse(bytes.toString('utf8', at + 1, at + length))
    return bytes.toString('utf8', at, at + length)
  }

  /** The text of a content. */
  content(id: number): string {
    const known = this.#texts.get(id)
    if (known !== undefined) return known
    const text = this.#read(id)
    this.#texts.set(id, text)
    return text
  }

  /** How many items a content holds that is a group of them. */
  groupSize(id: number): number {
    return this.#group(id).length
  }

  /** The message of a list's reference; the same object for the same one while it is cached. Not to be changed. */
  message(ref: number): Message {
    const { id, position } = placeOfItem(ref)
    if (position < 0) return this.#object(this.#messages, id, (text) => JSON.parse(text))
    const message = this.#group(id)[position]
    if (typeof message !== 'object') throw this.#damaged(`content ${id} is no group of messages`)
    return message
  }

  /** The text of a list's reference. */
  piece(ref: number): string {
    const { id, position } = placeOfItem(ref)
    if (position < 0) return this.content(id)
    const piece = this.#group(id)[position]
    if (typeof piece !== 'string') throw this.#damaged(`content ${id} is no group of texts`)
    return piece
  }

  /** The attribute keys that many spans have in common, in order. */
  shape(id: number): Shape {
    return this.#object(this.#shapes, id, decodeShape)
  }

  resource(id: number): Resource {
    return this.#object(this.#resources, id, decodeResource)
  }

  scope(id: number): Scope {
    return this.#object(this.#scopes, id, decodeScope)
  }

  /** A block that is being filled: read from memory until `release`. */
  hold(block: number, bytes: Buffer): void {
    this.#pending.set(block, bytes)
  }

  /** The block is written now, its bytes are used again. */
  release(block: number): void {
    this.#pending.delete(block)
  }

  #group(id: number): readonly (string | Message)[] {
    return this.#object(this.#groups, id, (text) => JSON.parse(text))
  }

  #object<T>(cache: ObjectCache<T>, id: number, decode: (text: string) => T): T {
    const known = cache.get(id)
    if (known !== undefined) return known.value
    const text = this.#read(id)
    const value = decode(text)
    cache.set(id, { value, size: text.length })
    return value
  }

  #read(id: number): string {
    const place = this.#place.get(id)
    if (place === undefined) throw this.#damaged(`content ${id} is missing`)
    return this.text(place.block, place.at, place.length)
  }

  #bytes(id: number): Buffer {
    const known = this.#blocks.get(id) ?? this.#pending.get(id)
    if (known !== undefined) return known
    const row = this.#block.get(id)
    if (row === undefined) throw this.#damaged(`block ${id} is missing`)
    let bytes: Buffer
    try {
      bytes = zstdDecompressSync(row.data)
    } catch (error) {
      throw this.#damaged(`block ${id} cannot be decompressed`, error)
    }
    this.#blocks.set(id, bytes)
    return bytes
  }

  #damaged(why: string, cause?: unknown): AppError {
    return new AppError('workspace_damaged', { path: this.#path, why }, { cause })
  }
}

function sizeOf<T>(cached: Cached<T>): number {
  return cached.size + 100
}
