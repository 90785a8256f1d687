import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import type { LaboratoryState, LaboratoryWork } from '../../shared/laboratory'
import type { KeyedRecipe } from '../../shared/recipe'
import { oneAtATime } from './starting'
import type { BridgeAccess } from './use-bridge'

export interface LaboratoryAccess {
  /** Undefined until main has answered. */
  state: Readonly<ShallowRef<LaboratoryState | undefined>>
  recipes: Readonly<ShallowRef<readonly KeyedRecipe[]>>
  begin(work: LaboratoryWork): Promise<void>
  cancel(): Promise<void>
}

/** The measurement in the background and the latest results; main keeps both. */
export function useLaboratory({ bridge, ask }: BridgeAccess): LaboratoryAccess {
  const state = shallowRef<LaboratoryState>()
  const recipes = shallowRef<readonly KeyedRecipe[]>([])
  const take = (told: LaboratoryState | undefined): void => {
    state.value = told ?? state.value
  }
  onScopeDispose(bridge.onLaboratoryChanged(take))
  void ask(bridge.getLaboratory()).then(take)
  void ask(bridge.listRecipes()).then((all) => {
    recipes.value = all ?? []
  })
  return {
    state,
    recipes,
    begin: oneAtATime(async (work: LaboratoryWork) => take(await ask(bridge.beginLaboratory(work)))),
    cancel: async () => take(await ask(bridge.cancelLaboratory()))
  }
}
