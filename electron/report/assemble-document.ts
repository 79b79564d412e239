import type { Block, ReportDocument } from '../../shared/model/report-document.ts'

/** Gives every table and chart of a document an id of its own: the first keeps its name, others get a number. */
export function numberBlocks(sections: ReportDocument['sections']): ReportDocument['sections'] {
  const taken = new Map<string, number>()
  const own = (id: string): string => {
    const count = (taken.get(id) ?? 0) + 1
    taken.set(id, count)
    return count === 1 ? id : `${id}-${count}`
  }
  const number = (block: Block): Block => {
    if (block.kind === 'details') return { ...block, blocks: block.blocks.map(number) }
    return 'id' in block ? { ...block, id: own(block.id) } : block
  }
  return sections.map((section) => ({
    ...section,
    id: own(`section-${section.kind}`),
    blocks: section.blocks.map(number),
  }))
}
