import type { ApiError } from './errors.ts'
import { type Asked, refusalOfRow } from './refusal.ts'

/** What one id of many gave. */
export type One<Id, Value> = { readonly id: Id; readonly value: Value } | { readonly id: Id; readonly error: ApiError }

/** OVHcloud's panel sends 50 ids a batch (ovh-api.md 1.8); Odnowa takes 100. */
const longestBatch = 50
/** Characters of ids in one URL: names can be long, and servers refuse long URLs. */
const longestIds = 3000
const separators = [',', ';', '|', '!', '~']

export interface Batch<Id> {
  readonly ids: readonly Id[]
  /** The header `X-Ovh-Batch`: stands between the ids, in none of them. */
  readonly separator: string
  /** The ids as a segment of a path. */
  readonly segment: string
}

/** Cuts ids into batches, in their order. */
export function batchesOf<Id extends string | number>(ids: readonly Id[]): readonly Batch<Id>[] {
  const separator = separators.find((mark) => !ids.some((id) => String(id).includes(mark))) ?? null
  const groups: Id[][] = []
  let length = 0
  for (const id of ids) {
    const encoded = encodeURIComponent(String(id)).length + 3
    const last = groups.at(-1)
    const fits = last && separator !== null && last.length < longestBatch && length + encoded <= longestIds
    if (fits) last.push(id)
    else groups.push([id])
    length = fits ? length + encoded : encoded
  }
  return groups.map((group) => ({
    ids: group,
    separator: separator ?? ',',
    segment: segmentOf(group, separator ?? ','),
  }))
}

function segmentOf(ids: readonly (string | number)[], separator: string): string {
  return ids.map((id) => encodeURIComponent(String(id))).join(separator === ',' ? ',' : encodeURIComponent(separator))
}

/** What a batch's answer says of each id, in their order; null when it is no answer to a batch. */
export function readBatch<Id extends string | number>(
  ids: readonly Id[],
  body: unknown,
  asked: (id: Id) => Asked,
): readonly One<Id, unknown>[] | null {
  if (!Array.isArray(body) || body.length !== ids.length || !body.every(isRow)) return null
  const byKey = new Map(body.map((row) => [String(row.key), row]))
  const keyed = ids.every((id) => byKey.has(String(id)))
  const unkeyed = body.every((row) => row.key === undefined || row.key === null)
  if (!keyed && !unkeyed) return null
  return ids.map((id, index) => {
    const row = (keyed ? byKey.get(String(id)) : body[index]) as Row
    const failed = row.error !== undefined && row.error !== null && row.error !== false
    return failed ? { id, error: refusalOfRow(asked(id), row.error) } : { id, value: row.value ?? null }
  })
}

interface Row {
  readonly key?: unknown
  readonly value?: unknown
  readonly error?: unknown
}

function isRow(row: unknown): row is Row {
  return typeof row === 'object' && row !== null && ('value' in row || 'error' in row)
}
