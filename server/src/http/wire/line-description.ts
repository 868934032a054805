import type { LocalDate } from '../../calendar/calendar.ts'

interface DescribedLine {
  readonly serviceType: string
  readonly serviceName: string
  readonly startsOn: LocalDate | null
  readonly endsOn: LocalDate | null
}

/** What a line of an order or a bill says (rule O3): `Domain .ovh example.ovh, 2026-12-01 - 2027-12-01`. */
export function lineDescription(line: DescribedLine): string {
  const service = `${line.serviceType} ${line.serviceName}`
  return line.startsOn === null || line.endsOn === null ? service : `${service}, ${line.startsOn} - ${line.endsOn}`
}
