import { describe, expect, it } from 'vitest'
import { memberCount } from '../../src/trainer/thread-count'

const large = { operations: 3e8, parameters: 33_000, parts: 32 }

describe('members of a step', () => {
  it.each([
    [1, 1],
    [2, 2],
    [4, 4],
    [6, 6],
    [8, 8],
    [12, 11],
    [15, 11],
    [16, 16],
    [31, 16],
    [32, 32],
    [200, 32]
  ])('32 sequences on %d cores: %d', (cores, members) => expect(memberCount(large, cores)).toBe(members))

  it('more cores never leave a member with more', () => {
    for (const parts of [1, 2, 3, 7, 32, 50, 64, 100]) {
      let before = Infinity
      for (let cores = 1; cores <= 80; cores++) {
        const members = memberCount({ ...large, parts }, cores)
        expect(members).toBeLessThanOrEqual(cores)
        expect(Math.ceil(parts / members)).toBeLessThanOrEqual(before)
        before = Math.ceil(parts / members)
      }
    }
  })

  it('one sequence has one that goes and one that follows, on any machine', () => {
    expect([1, 2, 16].map((cores) => memberCount({ ...large, parts: 1 }, cores))).toEqual([1, 2, 2])
  })

  it('small steps have few members, or one', () => {
    const members = [1e6, 3.9e6, 4e6, 9e6, 1e9].map((operations) => memberCount({ ...large, operations }, 16))
    expect(members).toEqual([1, 1, 2, 4, 16])
  })

  it('the gradients of large networks do not fill the memory', () => {
    expect(memberCount({ operations: 1e12, parameters: 1.7e7, parts: 64 }, 16)).toBe(7)
    expect(memberCount({ operations: 1e12, parameters: 1e8, parts: 64 }, 16)).toBe(2)
  })
})
