// A JSON file in the user's folder whose content always fits its schema. A file that cannot be read or does not fit
// is renamed, never deleted, and the app starts without it.

import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import Store from 'electron-store'
import type { z } from 'zod'
import { writing } from '../run-folder/whole-files'

export interface CheckedStore<T> {
  get(): T
  /** Throws a WriteError and keeps the old value when the disk cannot take the new one. */
  set(value: T): void
  /** Name of the broken file that was set aside at opening. */
  setAside: string[]
}

export function openStore<T extends Record<string, unknown>>(
  folder: string,
  name: string,
  schema: z.ZodType<T>
): CheckedStore<T> {
  const open = (): [Store<T>, T] => {
    const store = new Store<T>({ name, cwd: folder })
    return [store, schema.parse(store.store)]
  }
  const setAside: string[] = []
  const openOrSetAside = (): [Store<T>, T] => {
    try {
      return open()
    } catch (error) {
      const file = `${name}.json`
      if (!existsSync(join(folder, file))) throw error
      const broken = `${name}.broken-${Date.now()}.json`
      renameSync(join(folder, file), join(folder, broken))
      setAside.push(broken)
      return open()
    }
  }

  const [store, first] = openOrSetAside()
  let value = first
  return {
    get: () => value,
    set(next) {
      const checked = schema.parse(next)
      writing(join(folder, `${name}.json`), () => {
        store.store = checked
      })
      value = checked
    },
    setAside
  }
}
