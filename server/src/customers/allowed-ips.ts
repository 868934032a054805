import { BlockList, isIP } from 'node:net'
import { problem } from '../problem/problem.ts'

/**
 * Reads IP blocks in CIDR form (`192.0.2.0/24`, `2001:db8::/32`, or a single address) as a caller wrote them.
 * @returns null when any address is allowed: for none given, and for an empty list
 * @throws INVALID_PARAMETER naming the block that is none
 */
export function parseAllowedIps(blocks: readonly string[] | null | undefined): readonly string[] | null {
  if (!blocks || blocks.length === 0) return null
  const list = new BlockList()
  blocks.forEach((block, index) => {
    if (addBlock(list, block)) return
    throw problem(
      'INVALID_PARAMETER',
      `allowedIPs[${index}]: "${block}" is no IP block: write 192.0.2.0/24 or 2001:db8::/32`,
      {
        field: `allowedIPs[${index}]`,
      },
    )
  })
  return blocks.map(withPrefix)
}

/** A single address is a block of one: programs read blocks. */
function withPrefix(block: string): string {
  return block.includes('/') ? block : `${block}/${block.includes(':') ? 128 : 32}`
}

/** Whether an address lies in one of the blocks. An IPv4 address that came in over IPv6 (`::ffff:192.0.2.1`) counts as IPv4. */
export function isAllowedIp(blocks: readonly string[] | null, address: string): boolean {
  if (!blocks) return true
  const list = new BlockList()
  for (const block of blocks) addBlock(list, block)
  const plain = plainAddress(address)
  const version = isIP(plain)
  return version !== 0 && list.check(plain, version === 4 ? 'ipv4' : 'ipv6')
}

/** An address without zone, and as IPv4 where it is one that is mapped into IPv6. */
export function plainAddress(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  return mapped ?? address.replace(/%.*$/, '')
}

function addBlock(list: BlockList, block: string): boolean {
  const match = /^([0-9A-Fa-f:.]+)(?:\/(\d{1,3}))?$/.exec(block)
  const address = match?.[1] ?? ''
  const version = isIP(address)
  const bits = version === 4 ? 32 : 128
  const prefix = match?.[2] === undefined ? bits : Number(match[2])
  if (version === 0 || prefix > bits) return false
  list.addSubnet(address, prefix, version === 4 ? 'ipv4' : 'ipv6')
  return true
}
