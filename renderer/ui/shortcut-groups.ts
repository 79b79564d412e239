export interface ShortcutGroup {
  title: string
  keys: readonly (readonly [keys: string, meaning: string])[]
}

const EVERYWHERE: ShortcutGroup = {
  title: 'Everywhere',
  keys: [
    ['Ctrl K', 'search and commands'],
    ['/', 'filter or search of this view'],
    ['j k', 'next, previous'],
    ['Enter', 'open'],
    ['Esc', 'step out'],
    ['Ctrl O', 'import files'],
    ['Ctrl Z', 'undo the newest decision'],
    ['Ctrl Shift Z', 'do it again'],
    ['?', 'these keys'],
  ],
}
const CHARTS: ShortcutGroup = { title: 'Charts', keys: [['Drag', 'zoom the time range']] }

let ofViews: readonly ShortcutGroup[] = []

/** The shell tells the keys of its views, once, as each view names them. */
export function tellShortcuts(groups: readonly ShortcutGroup[]): void {
  ofViews = groups.filter(({ keys }) => keys.length > 0)
}

/** Every key that works, by where it works. */
export function shortcutGroups(): readonly ShortcutGroup[] {
  return [EVERYWHERE, ...ofViews, CHARTS]
}
