/** The branded ids of the house. Wire ids are safe integers; documents and attempts have textual ids. */
export type AccountId = number & { readonly brand: 'AccountId' }
export type ServiceId = number & { readonly brand: 'ServiceId' }
export type OrderId = number & { readonly brand: 'OrderId' }
export type OrderLineId = number & { readonly brand: 'OrderLineId' }
export type MeansId = number & { readonly brand: 'MeansId' }
/** Of services that are billed together. */
export type BillingGroupId = number & { readonly brand: 'BillingGroupId' }
export type PurchaseOrderId = number & { readonly brand: 'PurchaseOrderId' }
export type DebtId = number & { readonly brand: 'DebtId' }
/** UUIDv7; the idempotency key at the gateway. */
export type AttemptId = string & { readonly brand: 'AttemptId' }
/** `B2026-000001` or `R2026-000001`. */
export type DocumentId = string & { readonly brand: 'DocumentId' }
/** Three lower-case letters, digits and `-ovh`, such as `ab12345-ovh`: an account's name on the wire. */
export type Nichandle = string & { readonly brand: 'Nichandle' }
