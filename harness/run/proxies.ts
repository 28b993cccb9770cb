/** What leads requests around the target. */
const PROXIES = /^((https?|all|no)_proxy|node_use_env_proxy)$/i;

/** An environment in which a subject finds its target, whatever proxies the machine has. */
export function withoutProxies(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !PROXIES.test(name)));
}
