/** What lists of products can be narrowed by, each where the reference document has it. */
export interface ListFilters {
  /** By tag: every key has conditions, all of which must hold. */
  readonly iamTags?: Readonly<Record<string, readonly TagCondition[]>>
  /** The owner's handle. */
  readonly whoisOwner?: string
}

interface TagCondition {
  readonly operator?: 'EQ' | 'EXISTS' | 'ILIKE' | 'LIKE' | 'NEQ' | 'NEXISTS' | null
  readonly value?: string
}

/** Whether the services of an account pass: they have no tags, and the account owns them all. */
export function isListed({ iamTags = {}, whoisOwner }: ListFilters, nichandle: string): boolean {
  const conditions = Object.values(iamTags).flat()
  const untagged = conditions.every(({ operator }) => operator === 'NEQ' || operator === 'NEXISTS')
  return untagged && (whoisOwner === undefined || whoisOwner === nichandle)
}
