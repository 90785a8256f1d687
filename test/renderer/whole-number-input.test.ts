// @vitest-environment happy-dom
import { mount, type VueWrapper } from '@vue/test-utils'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import WholeNumberInput from '../../src/renderer/components/WholeNumberInput.vue'
import { i18n } from '../../src/renderer/i18n'

function show(props: Partial<InstanceType<typeof WholeNumberInput>['$props']> = {}): {
  field: VueWrapper
  input: HTMLInputElement
  type(text: string): Promise<void>
} {
  const field = mount(WholeNumberInput, {
    props: { value: 3, least: 1, most: 16, ...props },
    global: { plugins: [i18n] }
  })
  const input = field.get('input').element
  return {
    field,
    input,
    async type(text) {
      input.value = text
      await field.get('input').trigger('input')
      await field.get('input').trigger('change')
    }
  }
}

describe('a field for a whole number', () => {
  it('keeps what is typed while its value changes, sends it, and then shows what has come of it', async () => {
    const { field, input } = show()
    input.value = '9'
    await field.get('input').trigger('input')
    await field.setProps({ value: 4 })
    expect(input.value).toBe('9')
    await field.get('input').trigger('change')
    expect(field.emitted('send')).toEqual([[9]])
    expect(input.value).toBe('4')
    input.value = '5'
    await field.get('input').trigger('input')
    await field.get('input').trigger('blur')
    expect(input.value).toBe('4')
  })

  it.each(['3,5', '1,000', 'abc', '2a', '0', '17', '-1', '2.5', '', '  ', '--', '1e9'])(
    'refuses “%s”, keeps it, and says what would do',
    async (text) => {
      const { field, input, type } = show()
      await type(text)
      await field.get('input').trigger('blur')
      expect(field.emitted('send')).toBeUndefined()
      expect(input.value).toBe(text)
      expect(input.getAttribute('aria-invalid')).toBe('true')
      expect(field.get('[role=alert]').text()).toBe('Write a whole number from 1 to 16.')
      await field.get('input').trigger('keydown', { key: 'Escape' })
      expect(input.value).toBe('3')
      expect(field.find('[role=alert]').exists()).toBe(false)
    }
  )

  it('forgets what it has refused when another number is looked at', async () => {
    const { field, input, type } = show()
    await type('abc')
    await field.setProps({ value: 7 })
    expect([input.value, field.find('[role=alert]').exists()]).toEqual(['7', false])
  })

  it('sends what is in the range, and nothing else, whatever is typed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          fc.integer().map(String),
          fc.double().map(String),
          fc.nat(20).map((n) => ` ${n} `)
        ),
        async (text) => {
          const { field, type } = show()
          await type(text)
          const sent = (field.emitted('send') ?? []) as [number][]
          const plain = text.trim()
          if (/^\d+$/.test(plain) && Number(plain) >= 1 && Number(plain) <= 16) expect(sent).toEqual([[Number(plain)]])
          for (const [number] of sent) expect(Number.isInteger(number) && number >= 1 && number <= 16).toBe(true)
          expect(sent.length > 0).not.toBe(field.find('[role=alert]').exists())
        }
      )
    )
  })

  it('may be empty where that means something, and goes one up or down by the arrows', async () => {
    const { field, type } = show({ optional: true, value: 16 })
    await type('')
    await field.get('input').trigger('keydown', { key: 'ArrowUp' })
    await field.get('input').trigger('keydown', { key: 'ArrowDown' })
    expect(field.emitted('send')).toEqual([[null], [15]])
  })
})
