import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import type { Meter } from '../actions/parts.ts'
import type { RequestMeter } from '../http/setup.ts'
import type { NoteCall } from './metered-gateway.ts'

/** What this process counts by itself. Labels are words of ours: operations by their templates, never what was asked for. */
export interface Metrics {
  readonly registry: Registry
  readonly meter: Meter
  readonly requests: RequestMeter
  readonly noteCall: NoteCall
}

const requestSeconds = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5]
const gatewaySeconds = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]
const sweepSeconds = [0.01, 0.1, 1, 10, 60, 600, 3_600]

/** Metrics of Node itself too, as prom-client names them. */
export function makeMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const requests = new Histogram({
    ...{ name: 'odnowa_http_request_seconds', help: 'Requests answered, by operation and class of status', registers },
    ...{ labelNames: ['operation', 'status'], buckets: requestSeconds },
  })
  const calls = new Histogram({
    ...{ name: 'odnowa_gateway_call_seconds', help: 'Calls of the payment gateway, by what came of them', registers },
    ...{ labelNames: ['operation', 'outcome'], buckets: gatewaySeconds },
  })
  return {
    registry,
    meter: makeMeter(registry),
    requests: {
      answered: (operation, status, seconds) =>
        requests.observe({ operation, status: `${Math.floor(status / 100)}xx` }, seconds),
    },
    noteCall: (operation, outcome, seconds) => calls.observe({ operation, outcome }, seconds),
  }
}

function makeMeter(registry: Registry): Meter {
  const registers = [registry]
  const items = new Counter({
    ...{ name: 'odnowa_sweep_items_total', help: 'What sweeps did, by the names of their counts', registers },
    labelNames: ['sweep', 'count'],
  })
  const sweeps = new Histogram({
    ...{ name: 'odnowa_sweep_seconds', help: 'Sweeps, by whether they came to their end', registers },
    ...{ labelNames: ['sweep', 'result'], buckets: sweepSeconds },
  })
  return {
    swept(kind, counts) {
      for (const [count, number] of Object.entries(counts)) items.inc({ sweep: kind, count }, number)
    },
    ended: (kind, { succeeded, seconds }) =>
      sweeps.observe({ sweep: kind, result: succeeded ? 'done' : 'failed' }, seconds),
  }
}
