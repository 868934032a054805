import { expect, test } from 'vitest'
import { hashPassword, verifyPassword } from './password.ts'

test('a password is verified by its hash, which names its cost and has a salt of its own', async () => {
  const [one, two] = await Promise.all([hashPassword('café'), hashPassword('café')])
  expect(one).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$[\w+/=]{24}\$[\w+/=]{44}$/)
  expect(one).not.toBe(two)
  expect(await verifyPassword('café', one)).toBe(true)
  expect(await verifyPassword('cafe\u0301', one)).toBe(true)
  expect(await verifyPassword('cafe', one)).toBe(false)
})

test('a hash of another cost still works', async () => {
  const weak = '$scrypt$ln=4,r=1,p=1$AAAAAAAAAAAAAAAAAAAAAA==$TuX7jZa5MUSS/Mk7kV8t2bjKDB/7QPPHwrT6zWrpDIM='
  expect(await verifyPassword('secret', weak)).toBe(true)
  expect(await verifyPassword('secret!', weak)).toBe(false)
  await expect(verifyPassword('secret', 'plain text')).rejects.toThrow('not in the form')
})

test('no hash: wrong, and as slow as a wrong password', async () => {
  const hashed = await hashPassword('right')
  const time = async (stored: string | null) => {
    const started = performance.now()
    expect(await verifyPassword('wrong', stored)).toBe(false)
    return performance.now() - started
  }
  const fastest = { known: Number.POSITIVE_INFINITY, unknown: Number.POSITIVE_INFINITY }
  for (let round = 0; round < 4; round++) {
    fastest.known = Math.min(fastest.known, await time(hashed))
    fastest.unknown = Math.min(fastest.unknown, await time(null))
  }
  expect(fastest.unknown / fastest.known).toBeGreaterThan(0.5)
  expect(fastest.unknown / fastest.known).toBeLessThan(2)
})
