import { useNotes } from '../../api/annotations.ts'
import { Card } from '../../ui/card.tsx'
import { NotePad } from '../../ui/note-pad.tsx'
import { didUndoable, tellFailure } from '../../ui/undo.ts'
import styles from './category-page.module.css'
import { Section } from './section.tsx'

/** What people noted on the category itself, e.g. what its findings usually turn out to be. */
export function CategoryNotes({ category }: { category: string }) {
  const notes = useNotes({ on: 'category', category }, { did: didUndoable, failed: tellFailure })
  return (
    <Section title="Notes" note="on the category as a whole; those on traces stand with the traces">
      <Card className={styles.notes}>
        <NotePad {...notes} />
      </Card>
    </Section>
  )
}
