import { diffTexts } from '../analysis/versions/diff-texts.ts'
import type { MethodOutput, ParsedInput } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import type { ReadConnection } from '../store/connection.ts'
import { readVersionText, type VersionText } from '../store/version-texts.ts'

/** Two versions side by side. AppError `not_found` where one of them has no text that is known. */
export function diffVersions(
  connection: ReadConnection,
  { kind, before, after }: ParsedInput<'versions.diff'>,
): MethodOutput<'versions.diff'> {
  const one = shown(connection, kind, before)
  const other = shown(connection, kind, after)
  return { before: one, after: other, ...diffTexts(one.text, other.text) }
}

function shown(
  connection: ReadConnection,
  kind: 'prompt' | 'tools',
  { agent, label }: { agent: string; label: string },
): VersionText & { label: string } {
  const found = readVersionText(connection, kind, agent, label)
  if (found === null) throw new AppError('not_found', { what: `The text of ${label}` })
  return { label, ...found }
}
