declare module '@ovhcloud/node-ovh' {
  interface Client {
    requestPromised<Answer>(method: string, path: string, parameters?: Record<string, unknown>): Promise<Answer>
  }
  function ovh(options: Record<string, unknown>): Client
  export default ovh
}
