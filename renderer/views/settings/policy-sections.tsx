import { useState } from 'react'
import { watchPreviewSchema } from '../../../shared/contract/baselines.ts'
import type { Policy } from '../../../shared/model/policy.ts'
import { useCall } from '../../api/queries.ts'
import { useWatchJob } from '../../api/use-watch-job.ts'
import { ErrorState, Loading } from '../../ui/states.tsx'
import { BackTest } from './back-test.tsx'
import { isSamePolicy, policyProblems } from './policy-draft.ts'
import { PolicyFields } from './policy-fields.tsx'
import { PolicyHistory } from './policy-history.tsx'
import { SegmentBuilder } from './segment-builder.tsx'

/** How traffic is split and watched: changed as one draft, tried on the past, then saved as a new version. */
export function PolicySections() {
  const { data, error, refetch } = useCall('policy.get', {})
  const [draft, setDraft] = useState<Policy | null>(null)
  const [tried, setTried] = useState<Policy | null>(null)
  const preview = useWatchJob('watch.preview')
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading label="Loading the policy" lines={10} />
  const policy = draft ?? data.policy
  const problems = policyProblems(policy)
  const result =
    preview.job?.state === 'done' && tried !== null && isSamePolicy(tried, policy)
      ? watchPreviewSchema.safeParse(preview.job.result).data
      : undefined
  const change = (part: Partial<Policy>) => setDraft({ ...policy, ...part })
  const tryIt = () => {
    setTried(policy)
    preview.start({ kind: 'policy', policy, reason: 'Tried' })
  }
  const canTry = Object.keys(problems).length === 0 && !preview.isRunning
  return (
    <>
      <PolicyFields policy={policy} problems={problems} onChange={change} />
      <SegmentBuilder
        policy={policy}
        attributes={data.attributes}
        result={result}
        canTry={canTry}
        preview={preview}
        onTry={tryIt}
        onChange={change}
      />
      <BackTest
        policy={policy}
        inForce={data.policy}
        isChanged={!isSamePolicy(policy, data.policy)}
        isSound={Object.keys(problems).length === 0}
        result={result}
        preview={preview}
        onTry={tryIt}
        onReset={() => setDraft(null)}
      />
      <PolicyHistory versions={data.versions} />
    </>
  )
}
