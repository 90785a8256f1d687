// Who keeps what a person takes from the window: pictures as files, and everything on the clipboard. The studio provides it.

import { inject, provide, type InjectionKey } from 'vue'
import type { PictureKind } from '../../shared/bridge'

export interface Keeper {
  /** By a dialog that proposes the run's name and `name`; it is said where the file is. */
  savePicture(name: string, kind: PictureKind, bytes: Uint8Array): Promise<void>
  copyPicture(png: Blob): Promise<void>
  copyText(text: string): Promise<void>
  /** What did not work, in words. */
  fail(text: string): void
}

const key: InjectionKey<Keeper> = Symbol('keeper')

export const provideKeeper = (keeper: Keeper): void => provide(key, keeper)

/** A component that is shown without a studio (in a test of it alone) keeps nothing, and says so when it is asked to. */
export function useKeeper(): Keeper {
  const none = (): never => {
    throw new Error('There is no studio above this component, which keeps what is taken from it.')
  }
  return inject(key, { savePicture: none, copyPicture: none, copyText: none, fail: none })
}
