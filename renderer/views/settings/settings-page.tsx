import { useEffect, useRef } from 'react'
import { joinClass } from '../../ui/join-class.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { useViewSearch, ViewLink } from '../view.ts'
import { Appearance } from './appearance.tsx'
import { CustomCategories } from './custom-categories.tsx'
import { Keyboard } from './keyboard.tsx'
import { Labels } from './labels.tsx'
import { PolicySections } from './policy-sections.tsx'
import { Redaction } from './redaction.tsx'
import { SECTIONS, settingsSearch } from './search.ts'
import styles from './settings-page.module.css'

/** Everything that can be set, on one page; the index at the left leads to its parts. */
export function SettingsPage() {
  const { section } = useViewSearch(settingsSearch)
  const sections = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (section === undefined || sections.current === null) return undefined
    const show = () => document.getElementById(`section-${section}`)?.scrollIntoView({ block: 'start' })
    show()
    // What is above it may still be loading and would push it away; a person who moves ends that.
    const observer = new ResizeObserver(show)
    observer.observe(sections.current)
    const stop = () => observer.disconnect()
    const moves = ['wheel', 'pointerdown', 'keydown'] as const
    for (const move of moves) window.addEventListener(move, stop, { once: true })
    const timer = setTimeout(stop, SETTLED_MS)
    return () => {
      stop()
      clearTimeout(timer)
      for (const move of moves) window.removeEventListener(move, stop)
    }
  }, [section])
  return (
    <>
      <PageHeader
        title="Settings"
        subtitle="The policy and your categories belong to this workspace and travel with its file; the appearance belongs to this machine."
      />
      <div className={styles.panes}>
        <nav className={styles.index} aria-label="Sections">
          {SECTIONS.map(([id, title]) => (
            <ViewLink
              key={id}
              to="/settings"
              search={{ section: id }}
              className={joinClass(styles.link, id === (section ?? SECTIONS[0][0]) && styles.current)}
            >
              {title}
            </ViewLink>
          ))}
        </nav>
        <div ref={sections} className={styles.sections}>
          <PolicySections />
          <CustomCategories />
          <Labels />
          <Redaction />
          <Appearance />
          <Keyboard />
        </div>
      </div>
    </>
  )
}

/** By then the data of every section is there. */
const SETTLED_MS = 5000
