import { Command } from 'cmdk'
import { useState } from 'react'
import { useCall, useCatalogue } from '../api/queries.ts'
import { CategoryDot } from '../ui/category-color.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { pathTo, useGoTo } from '../views/view.ts'
import styles from './palette.module.css'
import { currentActions } from '../ui/actions.ts'
import { tellNotice } from '../ui/notices.ts'
import { nextSteps, redoNewest, undoNewest } from '../ui/undo.ts'
import { setTheme, THEMES, useTheme } from '../ui/theme.ts'
import { TextMatches } from './text-matches.tsx'
import { useActiveOption } from './use-active-option.ts'
import { viewList } from './view-list.ts'

export interface PaletteProps {
  open: boolean
  onClose: () => void
  onOpenFiles: () => void
}

/** Goes anywhere and does anything by name. */
export function Palette({ open, onClose, onOpenFiles }: PaletteProps) {
  return (
    <Dialog open={open} onClose={onClose} label="Search and commands" className={styles.palette}>
      <Commands onClose={onClose} onOpenFiles={onOpenFiles} />
    </Dialog>
  )
}

function Commands({ onClose, onOpenFiles }: Omit<PaletteProps, 'open'>) {
  const [text, setText] = useState('')
  const goTo = useGoTo()
  const catalogue = useCatalogue().data ?? []
  const views = useCall('savedViews.list', {}).data ?? []
  const theme = useTheme()
  const activeOption = useActiveOption()
  const run = (action: () => void) => () => {
    onClose()
    action()
  }
  const typed = text.trim()
  const steps = nextSteps()
  // What was on the screen when the palette opened over it.
  const [here] = useState(currentActions)
  return (
    <Command label="Search and commands" loop ref={activeOption}>
      <Command.Input
        data-autofocus
        className={styles.input}
        placeholder="Search traces, open one by its id, run a command"
        value={text}
        onValueChange={setText}
      />
      <Command.List className={styles.list}>
        {typed ? (
          <Command.Group heading="Traces" className={styles.group} forceMount>
            <Item
              value="find-in-traces"
              always
              onSelect={run(() => goTo('/traces', { filter: quoteFilter(typed) }))}
            >
              Find <b className={styles.typed}>{typed}</b> in all texts of traces
            </Item>
            {isTraceId(typed) ? (
              <Item value="jump-to-trace" always onSelect={run(() => goTo(pathTo('traces', typed)))}>
                Open trace <code className={styles.typed}>{typed}</code>
              </Item>
            ) : null}
          </Command.Group>
        ) : null}
        {typed ? <TextMatches typed={typed} onChosen={onClose} /> : null}
        {here.length > 0 ? (
          <Command.Group heading="Here" className={styles.group}>
            {here.map(({ title, keys, run: act }) => (
              <Item key={title} value={`here ${title}`} keys={keys} onSelect={run(act)}>
                {title}
              </Item>
            ))}
          </Command.Group>
        ) : null}
        <Command.Group heading="Go to" className={styles.group}>
          {viewList
            .filter((view) => view.inNavigation !== false)
            .map((view) => (
              <Item key={view.name} value={`go to ${view.title}`} onSelect={run(() => goTo(view.path))}>
                {view.title}
              </Item>
            ))}
        </Command.Group>
        {views.length > 0 ? (
          <Command.Group heading="Saved views" className={styles.group}>
            {views.map(({ id, name, filter, columns, sort, direction }) => (
              <Item
                key={id}
                value={`view ${name}`}
                onSelect={run(() =>
                  goTo('/traces', { filter, columns: columns?.join(','), sort, direction }),
                )}
              >
                {name}
              </Item>
            ))}
          </Command.Group>
        ) : null}
        <Command.Group heading="Commands" className={styles.group}>
          <Item value="open files import" keys="Ctrl O" onSelect={run(onOpenFiles)}>
            Import files…
          </Item>
          {steps.undo === null ? null : (
            <Item value="undo" keys="Ctrl Z" onSelect={run(() => void undoNewest())}>
              Undo: {steps.undo}
            </Item>
          )}
          {steps.redo === null ? null : (
            <Item value="redo do again" keys="Ctrl Shift Z" onSelect={run(() => void redoNewest())}>
              Do again: {steps.redo}
            </Item>
          )}
          {viewList.flatMap(({ path, name, commands = [] }) =>
            commands.map(({ title, search }) => (
              <Item
                key={`${name} ${title}`}
                value={`${title} ${name}`}
                onSelect={run(() => goTo(path, search))}
              >
                {title}
              </Item>
            )),
          )}
          <Item value="copy link address" onSelect={run(() => void copyLink())}>
            Copy a link to this view
          </Item>
          {THEMES.filter((other) => other !== theme).map((other) => (
            <Item key={other} value={`theme ${other}`} onSelect={run(() => setTheme(other))}>
              {other === 'system' ? 'Theme of the system' : `${other === 'dark' ? 'Dark' : 'Light'} theme`}
            </Item>
          ))}
        </Command.Group>
        <Command.Group heading="Categories" className={styles.group}>
          {catalogue.map((category) => (
            <Item
              key={category.id}
              value={`${category.name} ${category.id}`}
              onSelect={run(() => goTo(pathTo('categories', category.id)))}
            >
              <CategoryDot category={category.id} />
              {category.name}
            </Item>
          ))}
        </Command.Group>
      </Command.List>
    </Command>
  )
}

function Item({
  value,
  keys,
  always,
  onSelect,
  children,
}: {
  value: string
  keys?: string
  always?: boolean
  onSelect: () => void
  children: React.ReactNode
}) {
  return (
    <Command.Item value={value} className={styles.item} onSelect={onSelect} forceMount={always}>
      {children}
      {keys ? (
        <span className={styles.keys}>
          <Kbd>{keys}</Kbd>
        </span>
      ) : null}
    </Command.Item>
  )
}

async function copyLink(): Promise<void> {
  await navigator.clipboard.writeText(location.href)
  tellNotice('Link copied. It opens on this machine while Tidemark runs.')
}

/** Free text of the filter language, as one phrase. */
function quoteFilter(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
}

/** Ids of the known exports: no blanks, a digit, at least 6 signs. */
function isTraceId(text: string): boolean {
  return /^(?=.*\d)\S{6,200}$/.test(text)
}
