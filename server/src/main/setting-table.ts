/** One setting: how it can be given, and what stands when it is not. */
interface Setting {
  /** Null for a secret: a command line can be read by everybody on the machine. */
  readonly flag: string | null
  readonly variable: string
  readonly fallback: string | null
  /** What `--help` shows for the value: `<folder>`. */
  readonly value: string
  readonly explanation: string
}

export type SettingName =
  | ('host' | 'port' | 'publicUrl' | 'mode' | 'data' | 'databaseUrl' | 'roles' | 'timezone')
  | ('tlsCert' | 'tlsKey' | 'rateLimit' | 'secretKey' | 'adminToken')
  | ('smtpUrl' | 'webhookPrivate' | 'metricsPort' | 'logLevel')

export const settingTable: Readonly<Record<SettingName, Setting>> = {
  host: {
    flag: 'host',
    variable: 'ODNOWA_HOST',
    fallback: '127.0.0.1',
    value: 'address',
    explanation: 'the address to listen on',
  },
  port: {
    flag: 'port',
    variable: 'ODNOWA_PORT',
    fallback: '8080',
    value: 'number',
    explanation: 'the port to listen on; 0: any free one',
  },
  publicUrl: {
    flag: 'public-url',
    variable: 'ODNOWA_PUBLIC_URL',
    fallback: null,
    value: 'url',
    explanation: 'the origin that signatures and links use; http://host:port when not given, https with a certificate',
  },
  mode: {
    flag: 'mode',
    variable: 'ODNOWA_MODE',
    fallback: 'sandbox',
    value: 'word',
    explanation:
      'sandbox or production; production refuses the sandbox gateway, the sandbox routes and a missing secret key',
  },
  data: {
    flag: 'data',
    variable: 'ODNOWA_DATA',
    fallback: './data',
    value: 'folder',
    explanation: 'the embedded database, and keys',
  },
  databaseUrl: {
    flag: 'database-url',
    variable: 'DATABASE_URL',
    fallback: null,
    value: 'url',
    explanation: 'a PostgreSQL 18 of your own; an embedded one under the data folder when not given',
  },
  roles: {
    flag: 'roles',
    variable: 'ODNOWA_ROLES',
    fallback: 'api,worker,console',
    value: 'list',
    explanation:
      'what this process does: api answers requests, worker wakes the sweeps, console serves the pages under /console beside api',
  },
  timezone: {
    flag: 'timezone',
    variable: 'ODNOWA_TIMEZONE',
    fallback: 'Europe/Paris',
    value: 'name',
    explanation: "the provider's time zone",
  },
  tlsCert: {
    flag: 'tls-cert',
    variable: 'ODNOWA_TLS_CERT',
    fallback: null,
    value: 'file',
    explanation: 'a certificate (PEM); plain HTTP when not given',
  },
  tlsKey: {
    flag: 'tls-key',
    variable: 'ODNOWA_TLS_KEY',
    fallback: null,
    value: 'file',
    explanation: "the certificate's key (PEM)",
  },
  rateLimit: {
    flag: 'rate-limit',
    variable: 'ODNOWA_RATE_LIMIT',
    fallback: null,
    value: 'number',
    explanation:
      'requests a minute for each credential, 0 for no limit; 0 in a sandbox and 600 in production when not given',
  },
  metricsPort: {
    flag: 'metrics-port',
    variable: 'ODNOWA_METRICS_PORT',
    fallback: null,
    value: 'number',
    explanation:
      'a port that serves /metrics and /health alone, without a token, of a worker too; 0: any free one, which the log tells',
  },
  logLevel: {
    flag: 'log-level',
    variable: 'ODNOWA_LOG_LEVEL',
    fallback: 'info',
    value: 'word',
    explanation: 'the least that is logged: info has a line for each request and each run, warn and error less',
  },
  secretKey: {
    flag: null,
    variable: 'ODNOWA_SECRET_KEY',
    fallback: null,
    value: 'secret',
    explanation: 'encrypts application secrets at rest; a sandbox makes one and keeps it in its data folder',
  },
  adminToken: {
    flag: null,
    variable: 'ODNOWA_ADMIN_TOKEN',
    fallback: null,
    value: 'secret',
    explanation: "opens the operator's API; a sandbox makes one and writes it to sandbox.json",
  },
  smtpUrl: {
    flag: null,
    variable: 'ODNOWA_SMTP_URL',
    fallback: null,
    value: 'url',
    explanation:
      'the mail server, such as smtps://user:password@mail.example.com?from=renewals@example.com; mails are kept and shown when not given',
  },
  webhookPrivate: {
    flag: null,
    variable: 'ODNOWA_WEBHOOK_PRIVATE',
    fallback: null,
    value: 'word',
    explanation:
      'allow or refuse: webhooks to loopback and private addresses; allow in a sandbox and refuse in production when not given',
  },
}

/** The text of `npm start -- --help`. */
export function settingsHelp(): string {
  const lines = Object.values(settingTable).map(({ flag, variable, fallback, value, explanation }) => {
    const head = flag === null ? `  ${variable}=<${value}>` : `  --${flag} <${value}>, ${variable}`
    return `${head}\n        ${explanation}${fallback === null ? '' : ` (default: ${fallback})`}`
  })
  return `npm start -- [settings]

Starts Odnowa: a sandbox with a database and demo data of its own, unless told otherwise.
Flags win over the environment, the environment over the defaults.

${lines.join('\n')}
  --help
        this text
`
}
