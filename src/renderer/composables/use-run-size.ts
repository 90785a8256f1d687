import { readonly, ref, watch, type Ref } from 'vue'
import { useStudio } from '../studio'

/** Bytes that a run takes on the disk; counted when another run is asked about, or `when` changes. Null until known. */
export function useRunSize(id: () => string | null, when: () => unknown = () => null): Readonly<Ref<number | null>> {
  const { runs } = useStudio()
  const size = ref<number | null>(null)
  watch(
    [id, when] as const,
    async ([asked], [before], onCleanup) => {
      let overtaken = false
      onCleanup(() => {
        overtaken = true
      })
      if (asked !== before) size.value = null
      const found = asked === null ? null : await runs.size(asked)
      if (!overtaken) size.value = found
    },
    { immediate: true }
  )
  return readonly(size)
}
