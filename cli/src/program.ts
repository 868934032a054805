import { Command } from 'commander'
import { addHelp } from './help.ts'
import type { Terminal } from './terminal.ts'
import type { Register } from './verb.ts'
import { registerBill } from './verbs/bill.ts'
import { registerBills } from './verbs/bills.ts'
import { registerComplete } from './verbs/complete.ts'
import { registerCompletion } from './verbs/completion.ts'
import { registerLogin } from './verbs/login.ts'
import { registerMeans } from './verbs/means.ts'
import { registerMode } from './verbs/mode.ts'
import { registerOrder } from './verbs/order.ts'
import { registerOrders } from './verbs/orders.ts'
import { registerPay } from './verbs/pay.ts'
import { registerRaw } from './verbs/raw.ts'
import { registerRenew } from './verbs/renew.ts'
import { registerService } from './verbs/service.ts'
import { registerServices } from './verbs/services.ts'
import { registerStrategies } from './verbs/strategies.ts'
import { version } from './version.ts'

/** The verbs, as help lists them. */
const verbs: readonly Register[] = [
  registerLogin,
  registerServices,
  registerService,
  registerStrategies,
  registerRenew,
  registerOrders,
  registerOrder,
  registerPay,
  registerBills,
  registerBill,
  registerMeans,
  registerMode,
  registerRaw,
  registerCompletion,
  registerComplete,
]

/** The whole command line. Errors are thrown, never an exit of the process. */
export function makeProgram(terminal: Terminal): Command {
  const program = new Command('odnowa')
    .description("Renew services at OVHcloud, or at Odnowa's sandbox.")
    .version(version, '--version', 'the version')
    .helpOption('-h, --help', 'this help')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out(text),
      writeErr: (text) => terminal.error(text),
      getOutHelpWidth: () => terminal.columns,
      getErrHelpWidth: () => terminal.columns,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
      outputError: (text, write) => write(text.replace(/^error: /, 'odnowa: ')),
    })
    .showSuggestionAfterError(true)
  for (const register of verbs) register(program, terminal)
  addHelp(program, terminal)
  return program
}
