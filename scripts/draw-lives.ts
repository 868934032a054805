import { readFileSync, writeFileSync } from 'node:fs'
import { debtTransitions } from '../server/src/bills/debt-life.ts'
import { orderTransitions } from '../server/src/orders/order-life.ts'
import { attemptTransitions } from '../server/src/payments/attempt-life.ts'
import { serviceTransitions } from '../server/src/services/service-life.ts'

// npm run lives: draws docs/lifecycles.md from the tables of transitions; `--check` only says whether it is stale.

interface Life {
  readonly name: string
  readonly first: string
  readonly source: string
  readonly transitions: Readonly<Record<string, readonly string[]>>
}

const file = new URL('../docs/lifecycles.md', import.meta.url)

const lives: readonly Life[] = [
  { name: 'Service', first: 'active', source: 'services/service-life.ts', transitions: serviceTransitions },
  { name: 'Order', first: 'notPaid', source: 'orders/order-life.ts', transitions: orderTransitions },
  { name: 'Payment attempt', first: 'charging', source: 'payments/attempt-life.ts', transitions: attemptTransitions },
  { name: 'Debt', first: 'collecting', source: 'bills/debt-life.ts', transitions: debtTransitions },
]

/** The page as the tables are now, each state with what its table's comment says of it. */
export function drawLives(): string {
  const head = `# Lifecycles

Drawn by \`npm run lives\` from the one table of transitions that each of these has in the code; \`npm run check\` fails when it is stale.
`
  return `${head}${lives.map(drawLife).join('')}`
}

function drawLife({ name, first, source, transitions }: Life): string {
  const steps = Object.entries(transitions).flatMap(([from, next]) => {
    return next.length === 0 ? [`  ${from} --> [*]`] : next.map((to) => `  ${from} --> ${to}`)
  })
  const diagram = ['stateDiagram-v2', `  [*] --> ${first}`, ...steps].join('\n')
  return `\n## ${name}\n\n\`server/src/${source}\`: ${commentOf(source)}\n\n\`\`\`mermaid\n${diagram}\n\`\`\`\n`
}

/** The comment of the file's first table or type that speaks of a life: it says what its states mean. */
function commentOf(source: string): string {
  const text = readFileSync(new URL(`../server/src/${source}`, import.meta.url), 'utf8')
  const comment = /\/\*\*\n([\s\S]*?)\n \*\//.exec(text)?.[1]
  if (comment === undefined) throw new Error(`${source} does not say what its states mean`)
  return comment
    .split('\n')
    .map((line) => line.replace(/^ \* ?/, ''))
    .join('\n')
}

if (import.meta.main) {
  const fresh = drawLives()
  if (!process.argv.includes('--check')) {
    writeFileSync(file, fresh)
  } else if (readFileSync(file, 'utf8') !== fresh) {
    process.stderr.write('docs/lifecycles.md is stale: npm run lives\n')
    process.exitCode = 1
  }
}
