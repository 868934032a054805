import { type Static, Type } from 'typebox'

/** The body of every error (ovh-api.md 1.5), all its fields in one form. */
export const ErrorBody = Type.Object(
  {
    /** `Client::NotFound` */
    class: Type.String({ pattern: '^(Client|Server)::[A-Za-z]+$', example: 'Client::NotFound' }),
    /** A code of the catalogue in errors.ts. */
    errorCode: Type.String({ pattern: '^[A-Z][A-Z0-9_]*$', example: 'NOT_FOUND' }),
    /** `404 Not Found` */
    httpCode: Type.String({ pattern: '^[45]\\d\\d .+$', example: '404 Not Found' }),
    message: Type.String({ minLength: 1 }),
    queryId: Type.String({ minLength: 1 }),
    details: Type.Optional(Type.Record(Type.String(), Type.String())),
  },
  { title: 'odnowa.Error', additionalProperties: false },
)
export interface ErrorBody extends Static<typeof ErrorBody> {}
