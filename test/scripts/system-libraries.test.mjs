import { describe, expect, it } from 'vitest'
import { debianPackages, missingLibraries } from '../../scripts/system-libraries.mjs'

describe('missingLibraries', () => {
  it('reads what ldd has not found, each once', () => {
    const output = [
      '\tlinux-vdso.so.1 (0x00007f07852ed000)',
      '\tlibdl.so.2 => /lib/x86_64-linux-gnu/libdl.so.2 (0x00007f07852d3000)',
      '\tlibgtk-3.so.0 => not found',
      '\tlibnss3.so => not found',
      '\tlibnss3.so => not found'
    ].join('\n')
    expect(missingLibraries(output)).toEqual(['libgtk-3.so.0', 'libnss3.so'])
  })

  it('finds nothing missing in a statically linked program', () => {
    expect(missingLibraries('\tnot a dynamic executable\n')).toEqual([])
  })
})

describe('debianPackages', () => {
  it('names each package once', () => {
    expect(debianPackages(['libnss3.so', 'libsmime3.so', 'libnssutil3.so', 'Xvfb'], false)).toEqual({
      install: ['libnss3', 'xvfb'],
      unknown: []
    })
  })

  it('uses the new names where they are', () => {
    expect(debianPackages(['libgtk-3.so.0', 'libasound.so.2', 'libgbm.so.1'], true).install).toEqual([
      'libasound2t64',
      'libgbm1',
      'libgtk-3-0t64'
    ])
  })

  it('keeps libraries that it does not know apart', () => {
    expect(debianPackages(['libnew.so.9'], false)).toEqual({ install: [], unknown: ['libnew.so.9'] })
  })
})
