// @vitest-environment happy-dom
// The words of the waves: their place, and how many steps wait for each other.

import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { ref } from 'vue'
import WaveControls from '../../../src/renderer/through-time/WaveControls.vue'
import { useWave } from '../../../src/renderer/through-time/use-wave'
import { courseOf } from '../../../src/renderer/through-time/wave'
import { i18n } from '../../../src/renderer/i18n'
import { unrolledSample, type SampleOptions } from './sample'

function said(options: SampleOptions, positions: number[]): { waits: string; where: string[] } {
  const where: string[] = []
  let waits = ''
  const controls = mount(
    {
      components: { WaveControls },
      template: '<WaveControls :wave="wave" />',
      setup: () => ({ wave: useWave(ref(courseOf(unrolledSample(options)))) })
    },
    { global: { plugins: [i18n] } }
  )
  const { wave } = controls.findComponent(WaveControls).props()
  for (const position of positions) {
    wave.jump(position)
    const fresh = mount(WaveControls, { props: { wave }, global: { plugins: [i18n] } })
    where.push(fresh.get('.where').text())
    waits = fresh.get('.waits').text()
  }
  return { waits, where }
}

describe('the waves say', () => {
  it('step by step where each waits for the one before', () => {
    expect(said({}, [0, 2, 6, 7, 12])).toEqual({
      waits: 'Steps that wait for each other: 6 forward, 6 back (τ = 6)',
      where: ['Nothing computed yet', 'Forward, t = 2', 'Forward, t = 6', 'Backward, t = 6', 'Both passes complete']
    })
  })
  it('that all go at once under teacher forcing of output recurrence', () => {
    expect(said({ recurrence: 'output' }, [0.5, 1, 1.5, 2])).toEqual({
      waits: 'Steps that wait for each other: 1 forward, 1 back (τ = 6)',
      where: [
        'Forward, all steps at once',
        'Forward, all steps at once',
        'Backward, all steps at once',
        'Both passes complete'
      ]
    })
  })
  it('that stretches between two cuts do not wait for each other', () => {
    expect(said({ truncation: 2 }, [7, 8])).toMatchObject({
      waits: 'Steps that wait for each other: 6 forward, 2 back (τ = 6)',
      where: ['Backward, t = 6, 4, 2', 'Both passes complete']
    })
  })
})
