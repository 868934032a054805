import type { Command } from 'commander'
import { exitCodesText } from './exit-codes.ts'
import { refusal } from './refusal.ts'
import type { Terminal } from './terminal.ts'

const examples = `
Examples:
  odnowa services --expiring-within P30D     what ends soon
  odnowa strategies domain/example.ovh       how it can be renewed, and for how much
  odnowa renew vps112233.ovh.net --period P3M --dry-run
  odnowa renew vps112233.ovh.net --period P3M --pay

More help: odnowa help <verb>, odnowa help configuration | formats | exit-codes
`

const configuration = `Where odnowa finds its credentials, the strongest first, value by value, as the OVH SDKs do:
  --endpoint, --config    on the command line
  OVH_ENDPOINT, OVH_APPLICATION_KEY, OVH_APPLICATION_SECRET, OVH_CONSUMER_KEY,
  OVH_CLIENT_ID, OVH_CLIENT_SECRET, OVH_ACCESS_TOKEN
  ./ovh.conf, ~/.ovh.conf, /etc/ovh.conf
  ./data/ovh.conf         written by a sandbox that was started in this folder (or in $ODNOWA_DATA)

A file names the endpoint, and holds a section of that name:
  [default]
  endpoint=ovh-eu

  [ovh-eu]
  application_key=...       or   client_id=...
  application_secret=...         client_secret=...
  consumer_key=...

\`odnowa login\` gets a consumer key and writes it down.
`

const formats = `How results are written:
  a table      on a terminal, cut to its width
  tabs         when another program reads: a line for each row, a tab between fields, no head, nothing cut
  --json       the API's own objects: an array for a list, an object for one thing
  --csv        with a head, as RFC 4180 says; dates are YYYY-MM-DD, amounts are numbers beside their currency

Results go to standard output; questions, progress and remarks to standard error.
The links of orders and bills open them without a login. They are left out, also of JSON, unless you say --links.
`

const topics: Readonly<Record<string, string>> = {
  configuration,
  formats,
  'exit-codes': `What the exit code says:\n${exitCodesText()}`,
}

/** Adds examples below the list of verbs, and \`help\` with its topics. */
export function addHelp(program: Command, terminal: Terminal): void {
  program.addHelpText('after', examples)
  program.helpCommand(false)
  program
    .command('help')
    .summary('explain a verb, or: configuration, formats, exit-codes')
    .description('Explain a verb, or one of: configuration, formats, exit-codes.')
    .argument('[word]', 'a verb or a topic')
    .action((word: string | undefined) => {
      if (word === undefined) return program.outputHelp()
      const topic = topics[word]
      if (topic !== undefined) return terminal.out(topic)
      const verb = program.commands.find((command) => command.name() === word)
      if (!verb) throw refusal('usage', `there is no verb and no topic "${word}": \`odnowa help\` lists them`)
      verb.outputHelp()
    })
}

/** What help can be asked about besides verbs. */
export const helpTopics: readonly string[] = Object.keys(topics)
