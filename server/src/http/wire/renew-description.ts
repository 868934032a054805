import type {
  ServiceRenewRenewDescription,
  ServiceRenewRenewStrategy,
} from '@odnowa/contract/models/service.generated.ts'
import type { RenewDescription, Strategy } from '../../strategies/strategy.ts'
import { toWirePrice } from './price.ts'

/** service.renew.RenewDescription: the strategies of one period, in the order of rule S7. */
export function toWireRenewDescription({ period, strategies }: RenewDescription): ServiceRenewRenewDescription {
  return { renewPeriod: period, strategies: strategies.map(strategy) }
}

function strategy({ price, lines }: Strategy): ServiceRenewRenewStrategy {
  return {
    price: toWirePrice(price),
    priceInUcents: Number(price.ucents),
    services: lines.map((line) => line.service.id),
    servicesDetails: lines.map(({ service, serviceType }) => ({
      serviceId: service.id,
      serviceName: service.name,
      serviceType,
    })),
  }
}
