import { useQuery } from '@tanstack/react-query'
import { Button } from '../../../ui/button.tsx'
import { ErrorState, Loading } from '../../../ui/states.tsx'
import { useSetSearch } from '../../view.ts'
import { traceOptions } from '../trace-query.ts'
import styles from './compare.module.css'
import { Steps } from './steps.tsx'

/** This trace beside another one, step by step; the other stands left, as what it is measured by. */
export function CompareView({ against, step }: { against: string; step: string | undefined }) {
  const { data, error, refetch } = useQuery(traceOptions(against))
  const setSearch = useSetSearch()
  const close = () => setSearch({ against: null, step: null })
  if (error) {
    return (
      <div className={styles.state}>
        <ErrorState error={error} onRetry={() => void refetch()} />
        <Button onClick={close}>Back to the trace</Button>
      </div>
    )
  }
  if (data === undefined) {
    return (
      <div className={styles.state}>
        <Loading label="Loading the other trace" lines={10} />
      </div>
    )
  }
  return <Steps other={data} step={step} onClose={close} />
}
