/** OVH's native schema documents, as served at `/1.0/service.json` and read by node-ovh (ovh-api.md 1.1). */
export interface SectionDocument {
  readonly apiVersion: '1.0'
  /** `https://api.example.com/1.0` */
  readonly basePath: string
  /** `/service` */
  readonly resourcePath: string
  readonly apis: readonly NativeApi[]
  readonly models: Readonly<Record<string, NativeModel>>
}

export interface NativeApi {
  readonly path: string
  readonly description: string
  readonly operations: readonly NativeOperation[]
}

export interface NativeOperation {
  readonly httpMethod: string
  readonly apiStatus: {
    readonly value: string
    readonly description: string
    readonly deprecatedDate?: string
    readonly deletionDate?: string
    readonly replacement?: string
  }
  readonly noAuthentication: boolean
  readonly parameters: readonly NativeParameter[]
  readonly responseType: string
  readonly description: string
  readonly iamActions?: readonly { readonly name: string; readonly required: true }[]
}

export interface NativeParameter {
  /** null: the body as a whole. */
  readonly name: string | null
  readonly dataType: string
  readonly fullType: string
  readonly paramType: 'path' | 'query' | 'body'
  readonly required: boolean
  readonly description: string
}

export interface NativeModel {
  readonly id: string
  readonly namespace: string
  readonly description: string
  readonly properties?: Readonly<Record<string, NativeProperty>>
  readonly enum?: readonly string[]
  readonly enumType?: 'string'
}

export interface NativeProperty {
  readonly type: string
  readonly fullType: string
  readonly canBeNull: boolean
  readonly readOnly: boolean
  readonly required: boolean
  readonly description: string
}
