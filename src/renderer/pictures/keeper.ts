// Saves pictures and tables as files, and copies to the clipboard, when a person asks for it. The studio provides this.

import { inject, provide, type InjectionKey } from 'vue'
import type { PictureKind } from '../../shared/bridge'

export interface Keeper {
  /** Asks with a dialog, which proposes the name of the run and `name`, and then says where the file is. */
  savePicture(name: string, kind: PictureKind, bytes: Uint8Array): Promise<void>
  /** Asks in the same way, and saves a table. */
  saveTable(name: string, csv: string): Promise<void>
  copyPicture(png: Blob): Promise<void>
  copyText(text: string): Promise<void>
  /** Why it did not work, in words. */
  fail(text: string): void
}

const key: InjectionKey<Keeper> = Symbol('keeper')

export const provideKeeper = (keeper: Keeper): void => provide(key, keeper)

/** In a component test there is no studio. Then nothing is saved, and a message says so. */
export function useKeeper(): Keeper {
  const none = (): never => {
    throw new Error('There is no studio above this component, which keeps what is taken from it.')
  }
  return inject(key, { savePicture: none, saveTable: none, copyPicture: none, copyText: none, fail: none })
}
