import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt)

interface Cost {
  /** Binary logarithm of scrypt's N. */
  readonly logN: number
  readonly r: number
  readonly p: number
}

/** 32 MiB, three times over: one of the settings that OWASP names equal to its first choice, with the least memory at a time. */
const cost: Cost = { logN: 15, r: 8, p: 3 }
const saltBytes = 16
const hashBytes = 32

/** What an unknown or password-less account is checked against, so that the answer takes as long as a wrong password. */
const nobody = render(cost, Buffer.alloc(saltBytes), Buffer.alloc(hashBytes))

/** Hashes a password with scrypt; the text carries its own parameters, so that they can be raised later: `$scrypt$ln=15,r=8,p=3$salt$hash`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltBytes)
  return render(cost, salt, await deriveKey(password, salt, cost))
}

/**
 * Whether the password is the one behind `hashed`. Takes the same time when there is no hash.
 * @param hashed as `hashPassword` wrote it; null for an account that is not there or has no password
 */
export async function verifyPassword(password: string, hashed: string | null): Promise<boolean> {
  const { cost: paid, salt, key } = parse(hashed ?? nobody)
  const given = await deriveKey(password, salt, paid)
  return timingSafeEqual(given, key) && hashed !== null
}

/** Composed and decomposed letters are one password, whatever keyboard they come from. */
function deriveKey(password: string, salt: Buffer, { logN, r, p }: Cost): Promise<Buffer> {
  return derive(password.normalize('NFKC'), salt, hashBytes, { N: 2 ** logN, r, p, maxmem: 256 * 2 ** logN * r })
}

function render({ logN, r, p }: Cost, salt: Buffer, key: Buffer): string {
  return `$scrypt$ln=${logN},r=${r},p=${p}$${salt.toString('base64')}$${key.toString('base64')}`
}

function parse(hashed: string): { cost: Cost; salt: Buffer; key: Buffer } {
  const match = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,3}),p=(\d{1,3})\$([A-Za-z0-9+/=]+)\$([A-Za-z0-9+/=]+)$/.exec(hashed)
  if (!match) throw new Error('a stored password hash is not in the form $scrypt$ln=,r=,p=$salt$hash')
  const [, logN, r, p, salt = '', key = ''] = match
  return {
    cost: { logN: Number(logN), r: Number(r), p: Number(p) },
    salt: Buffer.from(salt, 'base64'),
    key: Buffer.from(key, 'base64'),
  }
}
