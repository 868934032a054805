import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from './sandbox.ts'
import type { StoryClient } from './story-client.ts'

/** Runs a story as a program of its own, trusting the server's certificate, and answers what it printed. */
export async function runStory<Told>(
  name: string,
  client: StoryClient,
  keysFile: string,
  certificateFile: string,
): Promise<Told> {
  const program = join(root, 'e2e', 'stories', `${name}.ts`)
  const { stdout } = await promisify(execFile)(process.execPath, [program, keysFile, client], {
    env: { ...process.env, NODE_EXTRA_CA_CERTS: certificateFile },
  })
  return JSON.parse(stdout) as Told
}
