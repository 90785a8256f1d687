import { expect, it } from 'vitest'
import { AllowedFiles } from '../../src/main/allowed-files'
import { experimentSchema, type Experiment } from '../../src/shared/experiment'

const reading = (path: string): Experiment => experimentSchema.parse({ data: { kind: 'text', source: 'file', path } })

const filesWith = (...used: string[]): AllowedFiles => new AllowedFiles({ usesData: (path) => used.includes(path) })

it('refuses a path that nobody chose', async () => {
  await expect(filesWith().check(reading('/etc/passwd'))).rejects.toThrow('“/etc/passwd” was not chosen')
})

it('allows what a dialog gave, however it is written', async () => {
  const files = filesWith()
  files.allow('/data/poem.txt')
  await files.check(reading('/data/poem.txt'))
  await files.check(reading('/data/../data/poem.txt'))
  await expect(files.check(reading('/data/other.txt'))).rejects.toThrow()
})

it('allows what a stored run reads', async () => {
  const files = filesWith('/data/poem.txt')
  await files.check(reading('/data/poem.txt'))
  await expect(files.check(reading('/data/other.txt'))).rejects.toThrow()
})

it('has nothing against data without a file', async () => {
  await filesWith().check(experimentSchema.parse({ data: { kind: 'task' } }))
  await filesWith().check(experimentSchema.parse({}))
})

it('checks the path even where the source says that it is not used', async () => {
  const data = { kind: 'series', source: 'sunspots', path: '/etc/passwd' }
  await expect(filesWith().check(experimentSchema.parse({ data }))).rejects.toThrow()
})

it('allows everything in a folder that a person chose, and of several files only those', async () => {
  const several = (path: string, ...names: string[]): Experiment =>
    experimentSchema.parse({ data: { kind: 'text', source: 'file', path, reading: { files: names } } })
  const files = filesWith()
  files.allow('/letters')
  await files.check(reading('/letters'))
  await files.check(several('/letters', '1.txt', 'old/2.txt'))
  await expect(files.check(reading('/letters-of-others'))).rejects.toThrow()
  files.allow('/books/1.txt')
  await files.check(several('/books', '1.txt'))
  await expect(files.check(several('/books', '1.txt', '2.txt'))).rejects.toThrow('“/books/2.txt” was not chosen')
  await filesWith('/books/1.txt', '/books/2.txt').check(several('/books', '1.txt', '2.txt'))
  await expect(files.check(reading('/books'))).rejects.toThrow()
})
