import { SegmentedControl } from '../../ui/segmented-control.tsx'
import { setTheme, THEMES, useTheme, type Theme } from '../../ui/theme.ts'
import { Group, Section } from './section.tsx'

const NAMES: Record<Theme, string> = { system: 'As the system', light: 'Light', dark: 'Dark' }

/** How the window looks on this machine. */
export function Appearance() {
  const theme = useTheme()
  return (
    <Section id="appearance" text="Kept on this machine, not in the workspace.">
      <Group title="Theme">
        <SegmentedControl
          label="Theme"
          value={theme}
          options={THEMES.map((value) => ({ value, label: NAMES[value] }))}
          onChange={setTheme}
        />
      </Group>
    </Section>
  )
}
