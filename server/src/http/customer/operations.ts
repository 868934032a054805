import type { Operation } from '../operation.ts'
import { authOperations } from './auth.ts'
import { meOperations } from './me.ts'
import { applicationOperations } from './me-api-application.ts'
import { credentialOperations } from './me-api-credential.ts'
import { oauth2ClientOperations } from './me-api-oauth2-client.ts'
import { oauth2TokenOperations } from './me-api-oauth2-token.ts'
import { autorenewOperations } from './me-autorenew.ts'
import { billOperations } from './me-bill.ts'
import { billingOperations } from './me-billing.ts'
import { billingGroupOperations } from './me-billing-group.ts'
import { purchaseOrderOperations } from './me-billing-purchase-order.ts'
import { codeOperations } from './me-code.ts'
import { creditOperations } from './me-credit.ts'
import { debtOperations } from './me-debt.ts'
import { exportOperations } from './me-export.ts'
import { fidelityOperations } from './me-fidelity-account.ts'
import { notificationOperations } from './me-notification.ts'
import { orderOperations } from './me-order.ts'
import { orderBalanceOperations } from './me-order-balance.ts'
import { orderDetailOperations } from './me-order-details.ts'
import { orderPaymentOperations } from './me-order-pay.ts'
import { orderRetractionOperations } from './me-order-retraction.ts'
import { ovhAccountOperations } from './me-ovh-account.ts'
import { paymentMeanOperations } from './me-payment-mean.ts'
import { paymentMeanChangeOperations } from './me-payment-mean-change.ts'
import { paymentMeanRegistrationOperations } from './me-payment-mean-registration.ts'
import { paymentMethodOperations } from './me-payment-method.ts'
import { paymentRegistrationOperations } from './me-payment-registration.ts'
import { transactionOperations } from './me-payment-transaction.ts'
import { refundOperations } from './me-refund.ts'
import { taskOperations } from './me-task.ts'
import { productOperations } from './product-families.ts'
import { productItemOperations } from './product-items.ts'
import { serviceOperations } from './service.ts'
import { servicesOperations } from './services.ts'
import { engagementOperations } from './services-engagement.ts'

/** Every operation that the server answers; the schema documents name these and no others. */
export const operations: readonly Operation[] = [
  ...serviceOperations,
  ...servicesOperations,
  ...engagementOperations,
  ...authOperations,
  ...meOperations,
  ...applicationOperations,
  ...credentialOperations,
  ...oauth2ClientOperations,
  ...oauth2TokenOperations,
  ...autorenewOperations,
  ...taskOperations,
  ...billOperations,
  ...billingOperations,
  ...exportOperations,
  ...billingGroupOperations,
  ...purchaseOrderOperations,
  ...creditOperations,
  ...codeOperations,
  ...fidelityOperations,
  ...debtOperations,
  ...orderOperations,
  ...orderBalanceOperations,
  ...orderDetailOperations,
  ...orderPaymentOperations,
  ...orderRetractionOperations,
  ...ovhAccountOperations,
  ...paymentMeanOperations,
  ...paymentMeanChangeOperations,
  ...paymentMeanRegistrationOperations,
  ...paymentMethodOperations,
  ...paymentRegistrationOperations,
  ...transactionOperations,
  ...notificationOperations,
  ...refundOperations,
  ...productOperations,
  ...productItemOperations,
]
