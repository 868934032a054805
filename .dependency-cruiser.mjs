/** The arrows of the house (ARCHITECTURE.md): which room may import which. Everything not listed here is refused. */
const ground = ['identity', 'problem', 'money', 'calendar']
const commerce = ['orders', 'payments', 'ledger', 'bills', 'documents', 'notices']
const sold = ['catalog', 'customers', 'services', 'policy', 'events', 'operators', 'repeats']
const rooms = {
  identity: [],
  problem: [],
  money: ['problem'],
  calendar: ['problem'],
  catalog: ground,
  customers: ground,
  ledger: ground,
  policy: ground,
  events: ground,
  operators: ground,
  repeats: ground,
  services: [...ground, 'catalog', 'customers'],
  strategies: [...ground, 'catalog', 'services'],
  renewal: [...ground, 'catalog', 'services', 'strategies', 'policy'],
  orders: [...ground, 'strategies', 'customers', 'policy'],
  payments: [...ground, 'orders', 'customers'],
  bills: [...ground, 'orders', 'customers', 'policy'],
  documents: [...ground, 'orders', 'payments', 'bills'],
  notices: [...ground, 'services', 'orders', 'bills', 'documents', 'customers', 'events'],
  database: ground,
  jobs: [...ground, 'database'],
  gateways: [...ground, 'payments', 'notices'],
  actions: [...ground, ...sold, 'strategies', 'renewal', ...commerce, 'jobs'],
  http: [...ground, 'actions', 'customers', 'documents'],
  main: [...ground, ...sold, 'strategies', ...commerce, 'database', 'jobs', 'gateways', 'actions', 'http'],
}
/** Rooms whose types (not values) http may import, to convert them. */
const convertible = [...sold, 'strategies', ...commerce]
/** Which of the contract's files a room may read; a room that is not here reads none. */
const mayReadContract = { problem: 'errors', http: '.*', main: '.*', actions: 'families' }
const test = '\\.(test|suite)\\.ts$|^server/test/'

const roomRules = Object.entries(rooms).map(([room, allowed]) => ({
  name: `arrow-${room}`,
  comment: `${room} may import: ${allowed.join(', ') || 'nothing'}`,
  severity: 'error',
  from: { path: `^server/src/${room}/`, pathNot: [test, ...(allowed.includes('database') ? [] : ['\\.store\\.ts$'])] },
  to: {
    path: '^server/src/',
    pathNot: [room, ...allowed].map((name) => `^server/src/${name}/`),
    ...(room === 'http' ? { dependencyTypesNot: ['type-only'] } : {}),
    ...(room === 'actions'
      ? {
          pathNot: [room, ...allowed]
            .map((name) => `^server/src/${name}/`)
            .concat('^server/src/database/(transaction|coalesce)\\.ts$'),
        }
      : {}),
  },
}))

const storeRules = Object.entries(rooms).map(([room, allowed]) => ({
  name: `arrow-${room}-store`,
  comment: 'a store may import database beside what its room may',
  severity: 'error',
  from: { path: `^server/src/${room}/.*\\.store\\.ts$` },
  to: { path: '^server/src/', pathNot: [room, ...allowed, 'database'].map((name) => `^server/src/${name}/`) },
}))

export default {
  forbidden: [
    ...roomRules,
    ...storeRules,
    {
      name: 'http-types',
      comment: 'http converts the types of these rooms; it calls only actions, customers and documents',
      severity: 'error',
      from: { path: '^server/src/http/', pathNot: test },
      to: {
        path: `^server/src/(${convertible.filter((name) => !['customers', 'documents'].includes(name)).join('|')})/`,
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'contract-imports-no-room',
      severity: 'error',
      from: { path: '^contract/' },
      to: { path: '^(server|sdk|cli|e2e|bench)/' },
    },
    {
      name: 'contract-readers',
      comment:
        'only the doors read the contract; problem reads its error catalogue, actions the table of product families',
      severity: 'error',
      from: {
        path: '^server/src/',
        pathNot: [test, ...Object.keys(mayReadContract).map((room) => `^server/src/${room}/`)],
      },
      to: { path: '^contract/' },
    },
    ...Object.entries(mayReadContract).map(([room, files]) => ({
      name: `contract-of-${room}`,
      comment: `${room} may read of the contract: ${files}`,
      severity: 'error',
      from: { path: `^server/src/${room}/`, pathNot: test },
      to: { path: '^contract/', pathNot: `^contract/src/(${files})\\.ts$` },
    })),
    {
      name: 'signature-imports-nothing',
      severity: 'error',
      from: { path: '^contract/src/signature\\.ts$' },
      to: { path: '^(contract|server|node_modules)/' },
    },
    {
      name: 'cli-calls-the-sdk',
      comment: 'the CLI knows the API through the SDK alone; its tests play it against a server',
      severity: 'error',
      from: { path: '^cli/src/', pathNot: test },
      to: { path: '^(contract|server|e2e|bench|scripts|cli/test)/' },
    },
    {
      name: 'nobody-needs-the-cli',
      comment: 'the SDK and the server do not know the CLI',
      severity: 'error',
      from: { path: '^(server|sdk)/' },
      to: { path: '^cli/' },
    },
    {
      name: 'sdk-stands-alone',
      comment: 'the SDK is used without a server and without packages: it may import its own files and the signature',
      severity: 'error',
      from: { path: '^sdk/src/', pathNot: test },
      to: { pathNot: '^(sdk/src/|contract/src/signature\\.ts$)' },
    },
    {
      name: 'explorer-imports-the-signature-alone',
      comment: 'the explorer runs in a browser, which is served these files and no others',
      severity: 'error',
      from: { path: '^server/explorer/', pathNot: test },
      to: { pathNot: '^(server/explorer/|contract/src/signature\\.ts$)' },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphan-packages',
      severity: 'error',
      from: { pathNot: test },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.js', '.mjs'],
    },
  },
}
