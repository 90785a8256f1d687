// electron-store outside Electron: the folder is always given.

import Conf from 'conf'

export default class extends Conf {
  constructor({ name, cwd }: { name: string; cwd: string }) {
    super({ configName: name, cwd })
  }
}
