import { expect, test } from 'vitest'
import type { FindingRow, SpanRow } from '../../../../shared/contract/schemas.ts'
import type { SpanKind } from '../../../../shared/model/span.ts'
import { buildSpanTree } from '../tree/span-tree.ts'
import type { Block } from './blocks.ts'
import { arrange, itemOfSpan } from './conversation-items.ts'

function span(spanId: string, parentSpanId: string | null, startUs: number, kind: SpanKind): SpanRow {
  return {
    spanId,
    parentSpanId,
    kind,
    name: spanId,
    startUs,
    startSubNs: 0,
    durationNs: 1,
    status: 'unset',
    toolName: null,
    model: null,
    agentName: null,
    tokens: null,
  }
}

const TREE = buildSpanTree([
  span('manager', null, 0, 'agent'),
  span('plan', 'manager', 1, 'llm'),
  span('searcher', 'manager', 2, 'agent'),
  span('step', 'searcher', 3, 'chain'),
  span('think', 'step', 4, 'llm'),
  span('answer', 'manager', 9, 'llm'),
])

function said(spanId: string): Block {
  return {
    kind: 'said',
    at: 0,
    key: spanId,
    turn: {
      spanId,
      kind: 'message',
      role: 'assistant',
      name: null,
      model: null,
      text: { text: '', length: 0 },
      path: '',
      toolCallId: null,
      status: 'ok',
      durationNs: null,
      tokens: null,
    },
  }
}

function finding(spanId: string): FindingRow {
  return {
    traceId: 't',
    spanId,
    blameSpanId: null,
    category: 'x',
    version: 1,
    class: 'F',
    evidence: [],
    signature: '',
    signatureTraces: 1,
  }
}

const BLOCKS = ['plan', 'think', 'answer'].map(said)

function read(findings: FindingRow[]): string[] {
  return arrange(BLOCKS, TREE, findings).map((item) => {
    if (item.kind === 'agent')
      return `${item.again ? 'back to ' : ''}${TREE.spans[item.row]?.spanId} (${item.level})`
    return item.kind === 'findings' ? `! ${item.findings.map((one) => one.spanId).join()}` : item.key
  })
}

test('nested agents read as who takes over from whom', () => {
  expect(read([])).toEqual(['manager (0)', 'plan', 'searcher (1)', 'think', 'back to manager (0)', 'answer'])
})

test('a finding stands before the block of its span, or of what is below it', () => {
  expect(read([finding('answer'), finding('step')])).toEqual([
    'manager (0)',
    'plan',
    'searcher (1)',
    '! step',
    'think',
    'back to manager (0)',
    '! answer',
    'answer',
  ])
})

test('findings about the whole trace come first', () => {
  expect(read([finding('manager'), finding('elsewhere')])[0]).toBe('! manager,elsewhere')
})

test('while parts are missing, a finding without a block waits for it', () => {
  const items = arrange(BLOCKS.slice(0, 1), TREE, [finding('think'), finding('manager')], false)
  expect(items[0]).toMatchObject({ kind: 'findings', findings: [{ spanId: 'manager' }] })
  expect(items).toHaveLength(3)
})

test('a selected span without words of its own leads to the first words below it', () => {
  const items = arrange(BLOCKS, TREE, [])
  const at = (spanId: string) => items[itemOfSpan(items, TREE, TREE.rowOf.get(spanId) ?? -1)]?.key
  expect(at('step')).toBe('think')
  expect(at('answer')).toBe('answer')
  expect(items[itemOfSpan(items, TREE, 2)]?.kind).toBe('agent')
})
