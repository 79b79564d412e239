import type { MenuItemConstructorOptions } from 'electron'
import { expect, test } from 'vitest'
import { PAGE_ROUTES } from '../static-files.ts'
import { menuTemplate, type MenuContext } from './menu-template.ts'

function open(changes: Partial<MenuContext> = {}) {
  const done: string[] = []
  const context: MenuContext = {
    isMac: false,
    isPackaged: true,
    recent: [],
    actions: {
      openExports: () => done.push('exports'),
      openExportFolder: () => done.push('folder'),
      newWorkspace: () => done.push('new'),
      openWorkspace: (path) => done.push(`workspace ${path}`),
      showWorkspaceFile: () => done.push('show'),
      navigate: (to) => done.push(to),
    },
    ...changes,
  }
  return { done, items: flatten(menuTemplate(context)) }
}

function flatten(items: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flatten(item.submenu) : [])])
}

function click(items: MenuItemConstructorOptions[], label: string): void {
  const item = items.find((candidate) => candidate.label === label)
  // The template's own functions take none of Electron's arguments.
  ;(item?.click as (() => void) | undefined)?.()
}

test('Ctrl+O opens exports', () => {
  const { done, items } = open()
  expect(items.find((item) => item.accelerator === 'CmdOrCtrl+O')?.label).toBe('Open exports…')
  click(items, 'Open exports…')
  expect(done).toEqual(['exports'])
})

test('every view is in the menu and leads to an address the page has', () => {
  const { done, items } = open()
  const views = [
    'Shifts',
    'Categories',
    'Compare',
    'Traces',
    'Baselines',
    'Imports',
    'Query',
    'Reports',
    'Settings',
  ]
  for (const view of views) click(items, view)
  expect(done).toEqual(views.map((view) => `/${view.toLowerCase()}`))
  for (const to of done) expect(PAGE_ROUTES).toContain(to.slice(1))
})

test('recent workspaces are shown by name and opened by path', () => {
  const { done, items } = open({ recent: ['/data/R&D.tidemark'] })
  click(items, 'R&&D.tidemark')
  expect(done).toEqual(['workspace /data/R&D.tidemark'])
  expect(open().items.find((item) => item.label === 'Recent workspaces')?.enabled).toBe(false)
})

test('an installed app has no developer tools', () => {
  expect(open().items.some((item) => item.role === 'toggleDevTools')).toBe(false)
  expect(open({ isPackaged: false }).items.some((item) => item.role === 'toggleDevTools')).toBe(true)
})

test('macOS has its application menu and no Quit under File', () => {
  const roles = open({ isMac: true }).items.map((item) => item.role)
  expect(roles).toContain('appMenu')
  expect(roles).not.toContain('quit')
  expect(open().items.map((item) => item.role)).toContain('quit')
})
