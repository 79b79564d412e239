import { PageHeader } from '../../ui/page-header.tsx'
import { Versions } from './versions/versions.tsx'

export function BaselinesPage() {
  return (
    <>
      <PageHeader
        title="Baselines and versions"
        subtitle="What the agents were made of, since when, and what judged them."
      />
      <Versions />
    </>
  )
}
