import { ShortcutList } from '../../ui/shortcut-list.tsx'
import { Section } from './section.tsx'

/** The keys that work, as `?` shows them everywhere. */
export function Keyboard() {
  return (
    <Section id="keyboard" text="The same list opens with ? in every view.">
      <ShortcutList />
    </Section>
  )
}
