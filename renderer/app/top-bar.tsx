import { useWorkspace } from '../api/queries.ts'
import { Chip } from '../ui/chip.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { Logo } from './logo.tsx'
import { RangePicker } from './range-picker.tsx'
import { SegmentPicker } from './segment-picker.tsx'
import styles from './top-bar.module.css'

export function TopBar({ onSearch }: { onSearch: () => void }) {
  const workspace = useWorkspace().data
  return (
    <header className={styles.bar}>
      <div className={styles.brand}>
        <Logo />
        Tidemark
      </div>
      {workspace ? (
        <>
          <span className={styles.workspace} title={workspace.path}>
            {workspace.excerpt === null ? '' : 'Excerpt: '}
            {workspace.name}
          </span>
          <RangePicker workspace={workspace} />
          <SegmentPicker segments={workspace.segments} />
        </>
      ) : null}
      <Chip className={styles.search} onClick={onSearch} aria-haspopup="dialog">
        <span className={styles.searchText}>Search traces and commands</span>
        <Kbd>Ctrl K</Kbd>
      </Chip>
    </header>
  )
}
