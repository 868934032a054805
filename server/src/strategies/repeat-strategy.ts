import type { LocalDate } from '../calendar/calendar.ts'
import { addPeriod, type Period, parsePeriod } from '../calendar/period.ts'
import { multiply } from '../money/money.ts'
import type { Service } from '../services/service.ts'
import type { Strategy, StrategyLine } from './strategy.ts'

/** How often a service must be renewed for its own period to be paid until a date; 0 when it is. */
export function repeatsUntil(
  { expiresOn, period, anchorDay }: Pick<Service, 'expiresOn' | 'period' | 'anchorDay'>,
  date: LocalDate,
): number {
  let times = 0
  for (let end = expiresOn; Temporal.PlainDate.compare(end, date) < 0; times++) end = addPeriod(end, period, anchorDay)
  return times
}

/** The same set for its period several times over, at as many times its price: what renewing it again and again would come to. */
export function repeatStrategy({ period, lines, price }: Strategy, times: number): Strategy {
  const whole = timesPeriod(period, times)
  return {
    period: whole,
    price: multiply(price, times),
    lines: lines.map((line) => repeatLine(line, whole, times)),
  }
}

function repeatLine(line: StrategyLine, period: Period, times: number): StrategyLine {
  return {
    ...line,
    endsOn: addPeriod(line.startsOn, period, line.service.anchorDay),
    unitPrice: multiply(line.unitPrice, times),
    totalPrice: multiply(line.totalPrice, times),
  }
}

function timesPeriod(period: Period, times: number): Period {
  return parsePeriod(`P${Number(period.slice(1, -1)) * times}${period.at(-1)}`)
}
