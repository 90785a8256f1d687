import { onScopeDispose } from 'vue'
import type { Studio } from '../studio'

/** Takes files that a person opens with the app, for example by a double click: before the window exists, or later. */
export function useOpened({ bridge, ask, opened }: Studio): void {
  const take = async (): Promise<void> => {
    for (const file of (await ask(bridge.takeOpened())) ?? []) opened(file)
  }
  onScopeDispose(bridge.onOpened(() => void take()))
  void take()
}
