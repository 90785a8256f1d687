// The bundled recipes of the scorecard.

import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { readJson } from '../run-folder/read-json'
import { recipeSchema, type KeyedRecipe } from '../shared/recipe'

/** All recipes, in the order of their names: adding-50, adding-100. `resources` is the folder of the bundled files. Throws DamagedFile. */
export function readRecipes(resources: string): KeyedRecipe[] {
  const folder = join(resources, 'recipes')
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort(new Intl.Collator('en', { numeric: true }).compare)
    .map((name) => ({ key: name.slice(0, -'.json'.length), ...readJson(join(folder, name), recipeSchema) }))
}
