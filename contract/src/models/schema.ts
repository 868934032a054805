import { type TObject, type TProperties, type TSchema, type TUnion, Type } from 'typebox'

/** What the generated models are written with. `title` carries OVH's name of a model into the documents made from it. */

/** A model of an answer: every field is present, none is unknown. */
export function model<Properties extends TProperties>(name: string, properties: Properties): TObject<Properties> {
  return Type.Object(properties, { title: name, additionalProperties: false })
}

/** The same model as a request's body: clients leave out what they do not mean, and unknown fields are refused. */
export function input<Properties extends TProperties>(name: string, properties: Properties): TObject<Properties> {
  return Type.Object(properties, { title: `${name}${inputSuffix}`, additionalProperties: false })
}

/** An object without a name of its own: parameters of a query or of a body. */
export function parameters<Properties extends TProperties>(properties: Properties): TObject<Properties> {
  return Type.Object(properties, { additionalProperties: false })
}

/** A field that is always there and may be null. What may be left out is `optional`. */
export function nullable<Schema extends TSchema>(schema: Schema): TUnion<[Schema, ReturnType<typeof Type.Null>]> {
  return Type.Union([schema, Type.Null()])
}

/** A field that a body may leave out. Answers have none of these: there every field is present. */
export function optional<Schema extends TSchema>(schema: Schema): ReturnType<typeof Type.Optional<Schema>> {
  return Type.Optional(schema)
}

/** Marks a field that a PUT accepts and ignores, since clients send back what they read. */
export function readOnly<Schema extends TSchema>(schema: Schema): Schema {
  const descriptors = Object.getOwnPropertyDescriptors(schema)
  return Object.defineProperties({}, { ...descriptors, readOnly: { value: true, enumerable: true } }) as Schema
}

/** Ends the title of a model's request form: `services.Service.Input`. */
export const inputSuffix = '.Input'

/** Texts of the formats that the reference document names. */
export const formats = {
  date: Type.String({ format: 'date' }),
  dateTime: Type.String({ format: 'date-time' }),
  duration: Type.String({ format: 'duration' }),
  password: Type.String({ format: 'password' }),
  uuid: Type.String({ format: 'uuid' }),
  ipBlock: Type.String({ format: 'ipBlock' }),
} as const
