import type { FindingRow } from '../../../../shared/contract/schemas.ts'

/** Findings of one category, rule version and signature: told once, with every place. At least one. */
export type FindingGroup = readonly [FindingRow, ...FindingRow[]]

/** Groups like findings; groups and their places keep the order of the findings. */
export function groupFindings(findings: readonly FindingRow[]): FindingGroup[] {
  const groups = new Map<string, [FindingRow, ...FindingRow[]]>()
  for (const finding of findings) {
    const key = JSON.stringify([finding.category, finding.version, finding.class, finding.signature])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [finding])
    else group.push(finding)
  }
  return [...groups.values()]
}
