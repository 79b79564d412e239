import { Menu } from 'electron'
import { menuTemplate, type MenuContext } from './shell/menu-template.ts'

/** Puts the application menu in place, anew each time the list of recent workspaces changes. */
export function showMenu(context: MenuContext): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(context)))
}
