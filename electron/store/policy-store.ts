import { DEFAULT_POLICY, type Policy, policySchema } from '../../shared/model/policy.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'

/** A version of the policy as it is kept. */
export interface StoredPolicy {
  version: number
  savedUs: number
  reason: string
  author: string
  policy: Policy
  /** What the watch said under the policy before it. */
  said: string[]
}

type PolicyRow = Omit<StoredPolicy, 'policy' | 'said'> & { body: string; said: string }

/** Every version of the policy, newest first; the newest is in force. */
export function listPolicies({ db }: ReadConnection): StoredPolicy[] {
  return db
    .prepare<[], PolicyRow>(
      'SELECT version, saved_us AS savedUs, reason, author, body, said FROM policy ORDER BY version DESC',
    )
    .all()
    .map(({ body, said, ...row }) =>
      Object.assign(row, { policy: policySchema.parse(JSON.parse(body)), said: JSON.parse(said) }),
    )
}

/** The policy in force; the one every workspace begins with where none was saved. */
export function currentPolicy({ db }: Pick<ReadConnection, 'db'>): Policy {
  const body = db.prepare<[], string>('SELECT body FROM policy ORDER BY version DESC LIMIT 1').pluck().get()
  return body === undefined ? DEFAULT_POLICY : policySchema.parse(JSON.parse(body))
}

export function savePolicy(
  { db }: WriteConnection,
  policy: { policy: Policy; reason: string; author: string; said: readonly string[]; nowUs: number },
): void {
  db.prepare(
    `INSERT INTO policy(version, saved_us, reason, author, body, said)
     VALUES ((SELECT ifnull(max(version), 0) + 1 FROM policy), @nowUs, @reason, @author, @body, @said)`,
  ).run({ ...policy, body: JSON.stringify(policy.policy), said: JSON.stringify(policy.said) })
}
