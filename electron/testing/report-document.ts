import { DEFAULT_REDACTION } from '../../shared/model/redaction.ts'
import { reportRequestSchema } from '../../shared/model/report.ts'
import type { Block, ReportDocument } from '../../shared/model/report-document.ts'

/** A document with a block of every kind; every string of the data in it is `text`. */
export function documentOf(text: string): ReportDocument {
  const blocks: Block[] = [
    { kind: 'heading', level: 3, text },
    { kind: 'heading', level: 4, text },
    { kind: 'paragraph', tone: 'lead', text },
    { kind: 'paragraph', tone: 'plain', text },
    { kind: 'list', items: [text, text] },
    { kind: 'facts', items: [{ label: text, value: text }] },
    { kind: 'code', caption: text, text },
    {
      kind: 'table',
      id: 'table',
      title: text,
      columns: [
        { title: text, format: 'text' },
        { title: text, format: 'count' },
        { title: text, format: 'time' },
      ],
      rows: [
        [text, 1, 0],
        [text, null, 1e15],
      ],
      left: 3,
    },
    {
      kind: 'chart',
      id: 'chart',
      title: text,
      unit: 'rate',
      days: [
        { date: '2026-03-01', value: 0.1, n: 10, k: 1 },
        { date: '2026-03-02', value: null, n: 0, k: 0 },
        { date: '2026-03-03', value: 0.4, n: 10, k: 4 },
      ],
      band: { rate: 0.1, low: 0, high: 0.2 },
      baseline: null,
      shades: [{ from: '2026-03-03', to: null, label: text }],
      marks: [{ date: '2026-03-02', label: text }],
    },
    {
      kind: 'forest',
      title: text,
      rows: [{ label: text, ratio: 2, low: 1.2, high: null, verdict: 'higher' }],
    },
    {
      kind: 'quote',
      caption: text,
      signature: text,
      text,
      mark: { start: 0, end: Math.min(3, text.length) },
      traceId: text,
      spanId: text,
      path: text,
    },
    {
      kind: 'conversation',
      traceId: text,
      title: text,
      turns: [
        {
          kind: 'tool_call',
          role: text,
          name: text,
          model: text,
          text,
          left: 2,
          spanId: text,
          status: 'error',
          durationNs: 1,
          findings: [text],
        },
      ],
      left: 1,
    },
  ]
  return {
    format: 'tidemark-report',
    version: 1,
    title: text,
    subtitle: text,
    appVersion: '0.1.0',
    sections: [
      { id: 'one', kind: 'summary', title: text, blocks },
      { id: 'two', kind: 'notes', title: text, blocks: [{ kind: 'details', summary: text, blocks }] },
      { id: 'three', kind: 'notes', title: text, blocks: [] },
    ],
    left: [text],
    redaction: [{ rule: text, count: 1, values: 1 }],
    request: reportRequestSchema.parse({
      title: text.slice(0, 300),
      sections: [{ kind: 'notes', text }],
      redaction: DEFAULT_REDACTION,
    }),
  }
}
