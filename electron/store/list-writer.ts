import type { Message } from '../../shared/model/message.ts'
import { FEW_ITEMS, GROUP_ITEMS } from './encoded-list.ts'
import { RecentMap } from './recent-map.ts'

/** Characters of remembered lists a generation, about. */
const REMEMBERED_CHARACTERS = 8 * 1024 * 1024
/** Characters an item keeps alive, about. */
const ITEM_CHARACTERS = 200

/** A list as it was last written: what is in `text` stays the same when the list goes on. */
interface WrittenList<T> {
  items: readonly T[]
  isFew: boolean
  /** How many items `text` holds. */
  count: number
  text: string
  /** The id written last. */
  last: number
}

/** What becomes of one kind of item. */
export interface ItemKind<T> {
  isShort(item: T): boolean
  /** The id of an item, or of a list of items, as a content. */
  keepItem(item: T): number
  keepText(text: string): number
}

/**
 * Encodes lists as JSON text. What is written depends on the list alone; the last list under a key is remembered,
 * since a history that went on begins as it did: only what is new is encoded. With groups: 15 % off an import of long histories.
 */
export class ListWriter<T extends string | Message> {
  readonly #kind: ItemKind<T>
  readonly #written = new RecentMap<string, WrittenList<T>>(
    REMEMBERED_CHARACTERS,
    ({ items, text }) => items.length * ITEM_CHARACTERS + text.length,
  )

  constructor(kind: ItemKind<T>) {
    this.#kind = kind
  }

  /** The list as the JSON text of an EncodedList; `key`: whose history it is, null where it is none. */
  write(items: readonly T[], key: string | null): string {
    const isFew = items.length <= FEW_ITEMS
    const before = key === null ? undefined : this.#written.get(key)
    const list =
      before !== undefined && before.isFew === isFew && continues(items, before)
        ? before
        : { items, isFew, count: 0, text: '', last: 0 }
    this.#extend(list, items)
    list.items = items
    if (key !== null) this.#written.set(key, list)
    if (list.count === items.length) return `[${list.text}]`
    const rest = JSON.stringify(items.slice(list.count))
    return list.text === '' ? rest : `[${list.text},${rest.slice(1)}`
  }

  /** Adds all items but the short ones at the end that do not make a group yet. */
  #extend(list: WrittenList<T>, items: readonly T[]): void {
    for (let index = list.count; index < items.length; index += 1) {
      const item = items[index]
      if (item === undefined) continue
      if (!this.#kind.isShort(item)) {
        if (index > list.count) this.#addGroup(list, items, index)
        add(list, String(stepTo(list, this.#kind.keepItem(item))), index + 1)
      } else if (list.isFew) add(list, JSON.stringify(item), index + 1)
      else if (index + 1 - list.count === GROUP_ITEMS) this.#addGroup(list, items, index + 1)
    }
  }

  #addGroup(list: WrittenList<T>, items: readonly T[], end: number): void {
    const id = this.#kind.keepText(JSON.stringify(items.slice(list.count, end)))
    add(list, `[${stepTo(list, id)}]`, end)
  }
}

function continues<T>(items: readonly T[], before: WrittenList<T>): boolean {
  if (items.length < before.count) return false
  for (let index = 0; index < before.count; index += 1) if (items[index] !== before.items[index]) return false
  return true
}

function stepTo<T>(list: WrittenList<T>, id: number): number {
  const step = id - list.last
  list.last = id
  return step
}

function add<T>(list: WrittenList<T>, text: string, count: number): void {
  list.text = list.text === '' ? text : `${list.text},${text}`
  list.count = count
}
