import { readFile } from 'node:fs/promises'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Change, type PlantedBug, plantedBugs } from './bugs.ts'

const sources = fileURLToPath(new URL('../../src', import.meta.url))

/** @throws Error for a name that none has, with those that there are */
export function bugNamed(name: string): PlantedBug {
  const bug = plantedBugs.find((one) => one.name === name)
  if (bug) return bug
  throw new Error(`there is no planted bug ${name}: there are ${plantedBugs.map((one) => one.name).join(', ')}`)
}

/** The source of a file of `server/src` with a bug in it; as it is, where the bug is elsewhere. */
export function planted(bug: PlantedBug, path: string, source: string): string {
  const file = relative(sources, path.split('?')[0] ?? path)
  return bug.changes.filter((change) => change.file === file).reduce(replaceOnce, source)
}

/** The source of a file that a change is for. */
export function sourceOf({ file }: Change): Promise<string> {
  return readFile(`${sources}/${file}`, 'utf8')
}

/** @throws Error when the source has changed since: the bug is to be planted anew */
export function replaceOnce(source: string, { file, from, to }: Change): string {
  const found = source.split(from).length - 1
  if (found !== 1) throw new Error(`${file} has ${found} pieces ${JSON.stringify(from)}, where a bug is planted in one`)
  return source.replace(from, () => to)
}
