import type { ImportRow } from '../../../shared/contract/imports.ts'
import { formatPlural } from '../../../shared/format.ts'
import type { Block } from '../../../shared/model/report-document.ts'
import type { ReportRequest } from '../../../shared/model/report.ts'
import { folded, foldedIfLong, note, paragraph, table } from '../block-makers.ts'

const MOST_SOURCES = 200

/** What the report rests on, so that another person can make it again from the same exports. */
export function sourceBlocks(
  imports: readonly ImportRow[],
  request: ReportRequest,
  appVersion: string,
): Block[] {
  const sources = imports.flatMap(({ label, sources: own }) => own.map((source) => ({ label, ...source })))
  const problems = sources.flatMap(({ path, problems: own }) => own.map((problem) => ({ path, ...problem })))
  return [
    paragraph(
      `${formatPlural(sources.length, 'source')} in ${formatPlural(imports.length, 'import')}, read by Tidemark ${appVersion}. A file is the same where its SHA-256 is.`,
    ),
    foldedIfLong(
      'Every source',
      table(
        'sources',
        '',
        [
          ['Import', 'text'],
          ['File', 'text', 'paths'],
          ['Format', 'text'],
          ['Bytes', 'bytes'],
          ['Traces', 'count'],
          ['Spans', 'count'],
          ['Read', 'count'],
          ['Rejected', 'count'],
          ['SHA-256', 'text'],
        ],
        sources.map(({ label, path, format, bytes, traces, spans, read, rejected, sha256 }) => [
          label,
          path,
          format,
          bytes,
          traces,
          spans,
          read,
          rejected,
          sha256,
        ]),
        MOST_SOURCES,
      ),
    ),
    ...(problems.length === 0
      ? []
      : [
          folded(`${formatPlural(problems.length, 'reason')} why records were not taken as they came`, [
            table(
              'source-problems',
              '',
              [
                ['File', 'text', 'paths'],
                ['Reason', 'text'],
                ['Records', 'count'],
              ],
              problems.map(({ path, reason, count }) => [path, reason, count]),
              MOST_SOURCES,
            ),
          ]),
        ]),
    folded('Make this report again', [
      note(
        'Import the same files, then save what follows as report.json and run: tidemark report --from report.json --out report.html',
      ),
      {
        kind: 'code',
        caption: '',
        text: JSON.stringify({ ...request, redaction: { ...request.redaction, custom: [] } }, null, 2),
      },
    ]),
  ]
}
