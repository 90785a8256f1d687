// electron-store is conf with Electron's folder for a default; here the folder is always given. Used with
// vi.mock('electron-store', () => import('./fake-store')).

import Conf from 'conf'

export default class extends Conf {
  constructor({ name, cwd }: { name: string; cwd: string }) {
    super({ configName: name, cwd })
  }
}
