import { completionScripts } from '../completion/scripts.ts'
import { refusal } from '../refusal.ts'
import type { Register } from '../verb.ts'

const shells = Object.keys(completionScripts)

export const registerCompletion: Register = (program, terminal) => {
  program
    .command('completion')
    .summary('print a script that completes verbs, flags and names')
    .description('Print a script that completes verbs, flags and names in a shell. Its first line says where it goes.')
    .argument('<shell>', shells.join(', '))
    .action((shell: string) => {
      if (!isShell(shell))
        throw refusal('usage', `"${shell}" is no shell that is known: possible are ${shells.join(', ')}`)
      terminal.out(completionScripts[shell])
    })
}

function isShell(word: string): word is keyof typeof completionScripts {
  return shells.includes(word)
}
