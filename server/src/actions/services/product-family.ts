import { families, findFamily, type Item, items } from '@odnowa/contract/families.ts'

/** What making plans and services needs to know of a product family. */
export interface ProductFamily {
  readonly name: string
  /** The family of the parent that a service must have; null where none is needed. */
  readonly parent: string | null
  /** Names are whole numbers, as the family's route has them. */
  readonly namesAreNumbers: boolean
  /** The family's route ends in a literal: a parent has at most one of these. */
  readonly onlyOne: boolean
}

/** Options that the API gives no root of their own: they are seen at /services and /service alone, some are ended by themselves. */
const rootless: readonly ProductFamily[] = [
  { name: 'vps/option', parent: 'vps', namesAreNumbers: false, onlyOne: false },
  ...Object.values<Item>(items).flatMap(({ family: name, parent }) =>
    parent === null ? [] : [{ name, parent, namesAreNumbers: false, onlyOne: false }],
  ),
]

const known: ReadonlyMap<string, ProductFamily> = new Map(
  [...families.map(({ name }) => fromContract(name)), ...rootless].map((family) => [family.name, family]),
)

/** The family of a name such as `hosting/web/cdn`, or undefined. */
export function productFamily(name: string): ProductFamily | undefined {
  return known.get(name)
}

function fromContract(name: string): ProductFamily {
  const row = findFamily(name)
  return {
    name,
    parent: row?.parent ?? null,
    namesAreNumbers: row?.nameType === 'integer',
    onlyOne: row?.nameParameter === null,
  }
}
