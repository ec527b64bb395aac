import { fromRoot } from './taro'

interface Platform {
  runtimePath: string | string[]
  template: { mergeComponents(context: unknown, components: Record<string, Record<string, string>>): void }
}

interface PluginContext {
  registerMethod(method: { name: string; fn(platform: Platform): void }): void
}

/** What WeChat's screen reader may be told of a view; Taro's templates leave these out. Kept equal to miniprogram/aria-runtime.ts. */
export const ariaAttributes = {
  'aria-role': '',
  'aria-label': '',
  'aria-checked': '',
  'aria-selected': '',
  'aria-disabled': '',
  'aria-hidden': '',
}

/** A Taro plugin: writes the attributes into the templates of views and inputs, and lets the runtime pass them on. WeChat only. */
export default function addAria(context: PluginContext): void {
  context.registerMethod({
    name: 'onSetupClose',
    fn(platform) {
      const names = { View: ariaAttributes, Input: { 'aria-label': '' }, Textarea: { 'aria-label': '' } }
      platform.template.mergeComponents(context, names)
      platform.runtimePath = [platform.runtimePath, fromRoot('miniprogram/aria-runtime.ts')].flat()
    },
  })
}
