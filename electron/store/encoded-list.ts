import type { Message } from '../../shared/model/message.ts'

/**
 * Up to so many pieces or messages, short ones stay in place: a content costs as much as repeating 200 characters
 * some twenty times.
 */
export const FEW_ITEMS = 12
/** Short neighbours in a longer list that are one content together: a content each took some tenth of an import. */
export const GROUP_ITEMS = 4

/**
 * The pieces of a text or the messages of a call. A number is a content, a number in brackets a content that holds
 * several items as a JSON list; both as differences to the one before, since neighbours in a history are neighbours
 * in the store. Anything else is an item in place.
 */
export type EncodedList<T extends string | Message> = (T | number | [group: number])[]

/** An item in place, or where it is kept: equal references are equal items. */
export type ListItem<T> = T | number

/** Room for the position in a group, in the fraction of a reference; a power of two keeps it exact. */
const POSITIONS = 8

/** The items of a list by reference: an id, and in a group its position as the fraction. */
export function listItems<T extends string | Message>(
  encoded: EncodedList<T>,
  groupSize: (id: number) => number,
): ListItem<T>[] {
  const items: ListItem<T>[] = []
  let last = 0
  for (const item of encoded) {
    if (typeof item === 'number') items.push((last += item))
    else if (!Array.isArray(item)) items.push(item)
    else {
      last += item[0]
      const size = groupSize(last)
      for (let position = 0; position < size; position += 1) items.push(last + (position + 1) / POSITIONS)
    }
  }
  return items
}

/** Where the item of a reference stands: `position` in the group, or -1 where the content is the item. */
export function placeOfItem(ref: number): { id: number; position: number } {
  const id = Math.floor(ref)
  return { id, position: (ref - id) * POSITIONS - 1 }
}
