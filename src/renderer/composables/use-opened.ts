import { onScopeDispose } from 'vue'
import type { Studio } from '../studio'

/** Files that a person opens with the app by a double click, before its window was there or while it is. */
export function useOpened({ bridge, ask, opened }: Studio): void {
  const take = async (): Promise<void> => {
    for (const file of (await ask(bridge.takeOpened())) ?? []) opened(file)
  }
  onScopeDispose(bridge.onOpened(() => void take()))
  void take()
}
