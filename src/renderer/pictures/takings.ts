// The table of what a person can do with a picture.

import type { IconName } from '../components/icons'
import type { Keeper } from './keeper'
import { pngOf } from './painting'

interface Taking {
  key: string
  icon: IconName
  take(svg: string, name: string, keeper: Keeper): Promise<void>
}

const bytesOf = async (blob: Blob): Promise<Uint8Array> => new Uint8Array(await blob.arrayBuffer())

export const takings: readonly Taking[] = [
  {
    key: 'png',
    icon: 'download',
    take: async (svg, name, keeper) => keeper.savePicture(name, 'png', await bytesOf(await pngOf(svg)))
  },
  {
    key: 'svg',
    icon: 'download',
    take: (svg, name, keeper) => keeper.savePicture(name, 'svg', new TextEncoder().encode(svg))
  },
  { key: 'copy', icon: 'copy', take: async (svg, _name, keeper) => keeper.copyPicture(await pngOf(svg)) }
]
