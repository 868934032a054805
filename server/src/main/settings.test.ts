import { describe, expect, test } from 'vitest'
import { settingsHelp } from './setting-table.ts'
import { readSettings } from './settings.ts'

describe('settings', () => {
  test('have defaults', () => {
    expect(readSettings([], {})).toEqual({
      ...{
        host: '127.0.0.1',
        port: 8080,
        metricsPort: null,
        publicUrl: null,
        mode: 'sandbox',
        data: './data',
        databaseUrl: null,
      },
      ...{ roles: ['api', 'worker', 'console'], timezone: 'Europe/Paris', tls: null },
      ...{ secretKey: null, rateLimit: 0, adminToken: null, smtpUrl: null, webhookPrivate: 'allow', logLevel: 'info' },
    })
  })

  test('flags win over environment, environment over defaults', () => {
    const environment = { ODNOWA_PORT: '1', ODNOWA_HOST: '::1', PATH: '/bin' }
    expect(readSettings(['--port', '2'], environment)).toMatchObject({ port: 2, host: '::1', data: './data' })
    expect(readSettings(['--port=3'], environment)).toMatchObject({ port: 3 })
  })

  test('an empty variable counts as not set', () => {
    expect(readSettings([], { DATABASE_URL: '', ODNOWA_PORT: '' })).toMatchObject({ databaseUrl: null, port: 8080 })
  })

  test('the rate limit is 600 a minute in production', () => {
    expect(readSettings(['--mode', 'production'], {}).rateLimit).toBe(600)
    expect(readSettings(['--mode', 'production', '--rate-limit', '5'], {}).rateLimit).toBe(5)
  })

  test('webhooks to private addresses are refused in production', () => {
    expect(readSettings(['--mode', 'production'], {}).webhookPrivate).toBe('refuse')
    const allowed = readSettings(['--mode', 'production'], { ODNOWA_WEBHOOK_PRIVATE: 'allow' })
    expect(allowed.webhookPrivate).toBe('allow')
  })

  test('a public URL is an origin', () => {
    expect(readSettings(['--public-url', 'https://renew.example.com/'], {}).publicUrl).toBe('https://renew.example.com')
  })

  test.each([
    [['--prot', '80'], {}, '--prot'],
    [['start'], {}, 'start'],
    [['--port'], {}, '--port'],
    [['--port', '80a'], {}, '--port'],
    [['--port', '65536'], {}, '--port'],
    [['--port', '-1'], {}, '--port'],
    [['--secret-key', 'x'], {}, '--secret-key'],
    [['--host', ''], {}, '--host'],
    [['--data='], {}, '--data'],
    [['--mode', 'test'], {}, '--mode'],
    [['--roles', 'api,cook'], {}, '--roles'],
    [['--roles', 'console'], {}, '--roles'],
    [['--timezone', 'Europe/Roubaix'], {}, '--timezone'],
    [['--tls-cert', 'cert.pem'], {}, '--tls-key'],
    [['--rate-limit', 'many'], {}, '--rate-limit'],
    [['--public-url', 'renew.example.com'], {}, '--public-url'],
    [['--public-url', 'https://example.com/renew'], {}, '--public-url'],
    [['--public-url', 'ftp://example.com'], {}, '--public-url'],
    [['--database-url', 'mysql://u:hidden@h/d'], {}, '--database-url'],
    [[], { ODNOWA_SMTP_URL: 'mail.example.com' }, 'ODNOWA_SMTP_URL'],
    [[], { ODNOWA_WEBHOOK_PRIVATE: 'yes' }, 'ODNOWA_WEBHOOK_PRIVATE'],
    [[], { ODNOWA_PORT: 'x' }, 'ODNOWA_PORT'],
    [[], { ODNOWA_PROT: '80' }, 'ODNOWA_PROT'],
    [[], { ODNOWA_ADMIN_TOKEN: 'short' }, 'ODNOWA_ADMIN_TOKEN'],
    [[], { ODNOWA_SECRET_KEY: 'short' }, 'ODNOWA_SECRET_KEY'],
  ])('%j %j is an error that names it', (words, environment, name) => {
    expect(() => readSettings(words, environment)).toThrow(
      expect.objectContaining({ code: 'BAD_SETTING', message: expect.stringContaining(name) }),
    )
  })

  test('errors do not repeat secrets', () => {
    expect(() => readSettings(['--database-url', 'mysql://u:hidden@h/d'], {})).not.toThrow('hidden')
    expect(() => readSettings([], { ODNOWA_ADMIN_TOKEN: 'hidden' })).not.toThrow('hidden')
  })

  test('the help names every flag and variable', () => {
    const help = settingsHelp()
    for (const name of ['--public-url', 'DATABASE_URL', 'ODNOWA_SECRET_KEY', '--help']) expect(help).toContain(name)
  })
})
