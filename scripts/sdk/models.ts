import { identifier, modelFile } from '../contract/reference.ts'
import { header } from './operations.ts'
import { bareTypeText, fieldTexts, importsText, modelsOf, type Schema, type Uses } from './schema.ts'

/** The files of the models that the operations use: path below sdk/src/generated, text. */
export function modelFiles(roots: readonly Schema[]): ReadonlyMap<string, string> {
  const models = [...modelsOf(roots).values()].sort((left, right) =>
    (left.title ?? '') < (right.title ?? '') ? -1 : 1,
  )
  const byFile = Map.groupBy(models, ({ title }) => modelFile(title ?? ''))
  return new Map([...byFile].map(([file, inFile]) => [`models/${file}.generated.ts`, fileText(file, inFile)]))
}

function fileText(file: string, models: readonly Schema[]): string {
  const uses: Uses = new Map()
  const body = models.map((model) => modelText(model, uses)).join('\n')
  return `${header}${importsText(uses, '.', file)}\n${body}`
}

function modelText(model: Schema, uses: Uses): string {
  const title = model.title ?? ''
  const name = identifier(title)
  if (model.type !== 'object' || !model.properties) return `export type ${name} = ${bareTypeText(model, uses)}\n`
  const formats = Object.values(model.properties).map(formatOf)
  const fields = fieldTexts(model, uses).map((text, index) => `  ${formats[index]}${text}\n`)
  return `/** \`${title}\` */\nexport interface ${name} {\n${fields.join('')}}\n`
}

const told: readonly string[] = ['date', 'date-time', 'duration']

/** A text that is a date, a moment or a period says so. */
function formatOf(field: Schema): string {
  const format = field.format ?? field.anyOf?.find((one) => one.format)?.format
  return format !== undefined && told.includes(format) ? `/** ${format} */ ` : ''
}
