import { operations } from '@odnowa/contract/operations.ts'
import { describe, expect, test } from 'vitest'
import { Problem } from '../problem/problem.ts'
import { validator } from './validation.ts'

const renew = validator(operations['POST /service/{serviceId}/renew'].body, 'body')
const serviceInfos = validator(operations['PUT /vps/{serviceName}/serviceInfos'].body, 'body')

function refusal(run: () => void): Problem {
  try {
    run()
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
  throw new Error('nothing was refused')
}

describe('a body', () => {
  test('that is as the contract says passes', () => {
    renew({ duration: 'P1Y', services: [1, 2] })
    renew({ duration: 'P1Y', services: [1], dryRun: true })
  })

  test('of a whole-object PUT may hold the read-only fields that a GET gave', () => {
    serviceInfos({
      serviceId: 1,
      status: 'ok',
      expiration: '2027-01-31',
      engagedUpTo: null,
      renew: { automatic: false },
    })
  })

  test.each([
    [{ services: [1] }, 'INVALID_PARAMETER', 'duration', 'body: "duration" is missing'],
    [
      { duration: 'P1Y', services: '1' },
      'INVALID_PARAMETER',
      'services',
      'body: "services" must be an array, not a string',
    ],
    [
      { duration: 'P1Y', services: ['1'] },
      'INVALID_PARAMETER',
      'services[0]',
      'body: "services[0]" must be an integer, not a string',
    ],
    [
      { duration: 'P1Y', services: [1.5] },
      'INVALID_PARAMETER',
      'services[0]',
      'body: "services[0]" must be an integer, not a number',
    ],
    [
      { duration: 'P1Y', services: [1, 1e17] },
      'INVALID_PARAMETER',
      'services[1]',
      'body: "services[1]" is too large a number',
    ],
    [
      { duration: 'P1Y', services: [1], dryRun: null },
      'INVALID_PARAMETER',
      'dryRun',
      'body: "dryRun" must be a boolean, not null',
    ],
    [
      { duration: 'P1Y', services: [1], dryRun: 'true' },
      'INVALID_PARAMETER',
      'dryRun',
      'body: "dryRun" must be a boolean, not a string',
    ],
    [
      { duration: '1Y', services: [1] },
      'INVALID_PERIOD',
      'duration',
      'body: "duration" is no period: write one unit of days, weeks, months or years, such as P1M or P1Y',
    ],
    [
      { duration: 'P1Y', services: [1], more: 1 },
      'UNKNOWN_FIELD',
      'more',
      'body: "more" is unknown: it takes dryRun, duration, services',
    ],
    [
      JSON.parse('{"duration":"P1Y","services":[1],"__proto__":{}}'),
      'UNKNOWN_FIELD',
      '__proto__',
      'body: "__proto__" is unknown: it takes dryRun, duration, services',
    ],
  ])('%j is refused: %s names %s', (body, code, field, message) => {
    const problem = refusal(() => renew(body))
    expect(problem).toMatchObject({ code, message, details: { field } })
  })

  test.each([
    [{ renew: { automatic: 1 } }, 'body: "renew.automatic" must be a boolean, not a number'],
    [{ renew: { manualPayment: 1 } }, 'body: "renew.manualPayment" must be a boolean or null, not a number'],
    [{ renew: 1 }, 'body: "renew" must be an object or null, not a number'],
    [{ renew: { more: 1 } }, 'body: "renew.more" is unknown'],
    [
      { status: 'fine' },
      'body: "status" must be one of autorenewInProgress, expired, inCreation, ok, pendingDebt, unPaid',
    ],
    [{ expiration: '2027-02-30' }, 'body: "expiration" must be a date such as 2027-01-31'],
    [{ domain: 'a\0b' }, 'body: "domain" holds a NUL character, which no text of ours can'],
    [{ domain: 'a\ud800b' }, 'body: "domain" holds half a surrogate pair: write Unicode'],
  ])('%j is refused where it is wrong, deep inside too', (body, message) => {
    expect(refusal(() => serviceInfos(body)).message).toBe(message)
  })

  test.each([[[]], ['text'], [null], [5]])('%j is no object', (body) => {
    const problem = refusal(() => renew(body))
    expect(problem.message).toMatch(/^the body must be an object/)
    expect(problem.details).toEqual({})
  })
})
