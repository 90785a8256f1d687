// @vitest-environment happy-dom
// The figures above the loss chart.

import type { VueWrapper } from '@vue/test-utils'
import { afterEach, expect, it } from 'vitest'
import { eventually } from '../eventually'
import { FakeBridge } from './fake-bridge'
import { blankPage, openApp } from './open-app'

let app: VueWrapper
afterEach(() => app.unmount())

it('tells the loss of each kind of targets among the figures', async () => {
  blankPage()
  const bridge = new FakeBridge()
  const kinds = [
    { kind: 'vowels', loss: 0.0125, accuracy: 1 },
    { kind: 'consonants', loss: 1.0986, accuracy: 0.3 }
  ]
  const rest = { loss: 0.36, accuracy: 0.8, freeLoss: null, freeAccuracy: null, doubleLengthAccuracy: null }
  bridge.add('letters', { state: 'finished' }, { events: [{ type: 'validation', step: 1, ...rest, kinds }] })
  app = await openApp(bridge)
  await app.get('[data-run]').trigger('click')
  await eventually(() => expect(app.find('.figures').text()).toContain('Consonants'))
  const figure = app.findAll('.figures > div').find((each) => each.text().startsWith('Vowels'))!
  expect(figure.get('dd').text()).toMatch(/^0\.01250\s+nats$/)
  expect(figure.attributes('title')).toContain('Vowels: mean loss')
})
