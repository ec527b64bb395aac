import { resolveVariables, type FunctionConfig } from '../../config/cloud'
import type { Secrets } from '../secrets'

export interface EnvironmentParts {
  envId: string
  baseUrl: string
  mode: 'dev' | 'prod'
  secrets: Secrets
  /** What the machine's environment says, before the cloud's own values. */
  overrides: Record<string, string | undefined>
}

/** Whoever has an openid with this beginning belongs to the demo shop; it is empty where real people come. */
export const demoOpenidPrefix = 'demo-openid-'

/**
 * The variables every invocation of a function sees: the platform's own, then those of cloudbaserc.json. The host's
 * environment itself stays outside, so that a function cannot come to lean on a developer's machine.
 */
export function functionEnvironment(config: FunctionConfig, parts: EnvironmentParts): Record<string, string> {
  const values = { ...standInValues(parts), ...parts.overrides }
  return {
    ...platformVariables(config, parts),
    ...demoVariables(parts),
    ...resolveVariables(config.envVariables, values),
  }
}

function standInValues({ baseUrl, secrets }: EnvironmentParts): Record<string, string> {
  return {
    SESSION_KEY: secrets.SESSION_KEY,
    WECHAT_APP_ID: secrets.WECHAT_APP_ID,
    WECHAT_APP_SECRET: secrets.WECHAT_APP_SECRET,
    WECHAT_PUSH_TOKEN: secrets.WECHAT_PUSH_TOKEN,
    WECHAT_PUSH_AES_KEY: secrets.WECHAT_PUSH_AES_KEY,
    WECHAT_API_BASE: `${baseUrl}/wechat`,
  }
}

function platformVariables(
  config: FunctionConfig,
  { envId, baseUrl, mode, secrets }: EnvironmentParts,
): Record<string, string> {
  return {
    NODE_ENV: 'production',
    TZ: 'UTC',
    TCB_ENV: envId,
    SCF_NAMESPACE: envId,
    SCF_FUNCTIONNAME: config.name,
    TENCENTCLOUD_REGION: 'ap-shanghai',
    // Without it the SDK looks a metadata host up before each call, 60 ms a time.
    TENCENTCLOUD: 'true',
    SILENCE: 'true',
    TENCENTCLOUD_SECRETID: 'local-secret-id',
    TENCENTCLOUD_SECRETKEY: 'local-secret-key',
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: `${baseUrl}/admin` }),
    ...(mode === 'prod' ? { CLOUDBASE_APIKEY: secrets.ADMIN_KEY } : {}),
  }
}

function demoVariables({ mode, overrides }: EnvironmentParts): Record<string, string> {
  const owner: Record<string, string> = overrides['OWNER_OPENID'] ? { OWNER_OPENID: overrides['OWNER_OPENID'] } : {}
  return mode === 'dev' ? { ...owner, DEMO_OPENID_PREFIX: demoOpenidPrefix } : owner
}
