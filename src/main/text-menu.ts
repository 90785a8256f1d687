// The menu of a right click on a text, because Electron has none. Other things that can be copied have a menu in the
// page, which replaces this one.

import { Menu, type WebContents } from 'electron'
import { words } from './words'

export function offerTextMenu(contents: WebContents): void {
  contents.on('context-menu', (_event, { isEditable, selectionText, editFlags: { canCut, canCopy, canPaste } }) => {
    if (isEditable) {
      Menu.buildFromTemplate([
        { role: 'cut', label: words('cut'), enabled: canCut },
        { role: 'copy', label: words('copy'), enabled: canCopy },
        { role: 'paste', label: words('paste'), enabled: canPaste },
        { type: 'separator' },
        { role: 'selectAll', label: words('selectAll') }
      ]).popup()
    } else if (selectionText !== '') {
      Menu.buildFromTemplate([{ role: 'copy', label: words('copy') }]).popup()
    }
  })
}
