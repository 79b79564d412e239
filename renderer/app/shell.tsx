import { Outlet } from '@tanstack/react-router'
import { useCallback, useEffect, useState } from 'react'
import { useEvents, useWorkspace } from '../api/queries.ts'
import { useHotkeys } from '../ui/hotkeys.ts'
import { joinClass } from '../ui/join-class.ts'
import { redoNewest, undoNewest } from '../ui/undo.ts'
import { useGoTo } from '../views/view.ts'
import { useCurrentView } from './current-view.ts'
import { FileDrop } from './file-drop.tsx'
import { chooseFiles } from '../api/choose-files.ts'
import { useImportFiles } from '../api/queries.ts'
import { Navigation } from './navigation.tsx'
import { NoticeBar } from './notice-bar.tsx'
import { Palette } from './palette.tsx'
import { router } from './router.tsx'
import { ShortcutSheet } from './shortcut-sheet.tsx'
import styles from './shell.module.css'
import { StatusBar } from './status-bar.tsx'
import { TroubleBanner } from './trouble-banner.tsx'
import { TopBar } from './top-bar.tsx'
import { useTracesOrigin } from './use-origin.ts'

/** The frame around every view: top bar, navigation, the view, job bar; and the keys that work everywhere. */
export function Shell() {
  const view = useCurrentView()
  const workspace = useWorkspace().data
  const originOf = useTracesOrigin()
  const importFiles = useImportFiles()
  const goTo = useGoTo()
  const [open, setOpen] = useState<'palette' | 'shortcuts' | null>(null)
  // The one that closes may be told so after the other has been opened.
  const close = (which: 'palette' | 'shortcuts') => setOpen((now) => (now === which ? null : now))
  const onNavigate = useCallback((to: string) => router.history.push(to), [])
  useEvents(onNavigate)
  const openFiles = useCallback(async () => {
    const files = await chooseFiles()
    if (files.length > 0) importFiles.mutate(files)
  }, [importFiles])

  useEffect(() => {
    document.title = [view?.title, workspace?.name ?? 'Tidemark'].filter(Boolean).join(' – ')
  }, [view, workspace?.name])

  useHotkeys({
    'mod+k': () => setOpen('palette'),
    '?': () => setOpen('shortcuts'),
    '/': () => document.querySelector<HTMLElement>('[data-view-filter]')?.focus(),
    'mod+o': () => void openFiles(),
    'mod+z': () => void undoNewest(),
    'mod+shift+z': () => void redoNewest(),
    'mod+y': () => void redoNewest(),
    escape: () => {
      if (view?.parent) goTo(view.parent)
      else {
        const origin = originOf()
        if (origin !== null) router.history.push(origin)
      }
    },
  })

  return (
    <div className={styles.app}>
      <TopBar onSearch={() => setOpen('palette')} />
      <Navigation />
      <main
        className={joinClass(styles.main, view?.layout === 'full' && styles.full)}
        tabIndex={-1}
        data-scroll-restoration-id="main"
      >
        <Outlet />
      </main>
      <StatusBar />
      <NoticeBar />
      <TroubleBanner />
      <Palette open={open === 'palette'} onClose={() => close('palette')} onOpenFiles={openFiles} />
      <ShortcutSheet open={open === 'shortcuts'} onClose={() => close('shortcuts')} />
      <FileDrop onFiles={(files) => importFiles.mutate(files)} />
    </div>
  )
}
