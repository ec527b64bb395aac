import { defineConfig } from '@tarojs/cli'
import { fromRoot, h5, mini } from './taro'

export default defineConfig<'webpack5'>({
  projectName: 'laidan',
  date: '2026-1-1',
  designWidth: 375,
  deviceRatio: { 375: 2, 750: 1 },
  sourceRoot: 'miniprogram',
  outputRoot: `dist/${process.env.TARO_ENV}`,
  plugins: process.env.TARO_ENV === 'weapp' ? [fromRoot('config/taro-aria.ts')] : [],
  framework: 'react',
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  cache: { enable: false },
  logger: { quiet: true, stats: false },
  alias: { '@app': fromRoot('miniprogram'), '@src': fromRoot('src') },
  env: {
    TARO_APP_CLOUD_ENV: JSON.stringify(process.env.TARO_APP_CLOUD_ENV ?? ''),
    TARO_APP_SHOP_URL: JSON.stringify(process.env.TARO_APP_SHOP_URL ?? ''),
    TARO_APP_FILES_URL: JSON.stringify(process.env.TARO_APP_FILES_URL ?? ''),
  },
  mini,
  h5,
})
