/** npm run help: what every command of the repository does. */
export const commands: Readonly<Record<string, string>> = {
  'npm ci': 'install everything, the right Node and PostgreSQL too',
  'npm start': 'start a sandbox with a database and demo data of its own; `npm start -- --help` lists the settings',
  'npm test': 'the checks and every test; the last line is `N passed, N failed`',
  'npm run demo': "a throwaway sandbox on a free port, and the guide's renewal told on the terminal",
  'npm run check': 'types, lint, arrows between rooms, freshness of generated files',
  'npm run schema': 'write server/migrations/schema.txt anew, after a change of a migration',
  'npm run contract': "write the contract's models and operations anew from contract/reference/",
  'npm run sdk': "write the SDK's types and methods anew from the contract",
  'npm run manual': "write the lists of docs/cli.md anew from the CLI's own help",
  'npm run simulate':
    'random histories, their invariants checked after each step; `npm run simulate -- --help` lists the options',
  'npm run simulate:planted': 'plants known bugs one after the other, and shows that the simulation finds each',
  'npm run lives': 'write docs/lifecycles.md anew from the tables of transitions',
  'npm run bench': 'measure beside the floors, and print the results',
  'npm run coverage:api':
    "how many of the reference document's operations are implemented, and which are not; `-- --json` as data",
  'npm run help': 'this list',
  'npx odnowa': 'the CLI; beside a running sandbox it needs no set-up. `npx odnowa help` explains it',
  'npx vitest run <path>': 'the tests below a path; a database is started for them',
  'npx biome check --write <path>': 'format and lint the files below a path',
}

if (import.meta.main) {
  const width = Math.max(...Object.keys(commands).map((command) => command.length))
  for (const [command, meaning] of Object.entries(commands)) {
    process.stdout.write(`${command.padEnd(width)}  ${meaning}\n`)
  }
}
