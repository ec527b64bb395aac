import path from 'node:path'
import type { IProjectConfig } from '@tarojs/taro/types/compile'

const root = path.resolve(__dirname, '..')

/** A path from the project's root. */
export function fromRoot(...parts: string[]): string {
  return path.resolve(root, ...parts)
}

interface WebpackChain {
  cache(value: unknown): unknown
  performance: { hints(value: boolean): unknown }
  optimization: { splitChunks(value: unknown): unknown }
}

const cacheInputs = ['config/index.ts', 'config/taro.ts', 'babel.config.js', 'package-lock.json']

/** Keeps webpack's work between builds when TARO_CACHE=1. Taro's own `cache.enable` looks for src/app.config and stores nothing here. */
function keepCache(chain: WebpackChain): void {
  if (process.env.TARO_CACHE !== '1') return
  chain.cache({
    type: 'filesystem',
    name: `${process.env.NODE_ENV}-${process.env.TARO_ENV}`,
    buildDependencies: { config: [...cacheInputs, 'miniprogram/app.config.ts'].map((file) => fromRoot(file)) },
  })
}

/** What both targets share with webpack: the cache, and no size hints (sizes are checked by our own tests). */
export function tuneWebpack(chain: unknown): void {
  const own = chain as WebpackChain
  own.performance.hints(false)
  keepCache(own)
}

/** For the browser, code that two pages share goes into one chunk; Taro's default would copy it into each page. */
export function tuneBrowserWebpack(chain: unknown): void {
  tuneWebpack(chain)
  const own = chain as WebpackChain
  own.optimization.splitChunks({
    chunks: 'all',
    minSize: 8000,
    maxInitialRequests: 20,
    maxAsyncRequests: 20,
    cacheGroups: { shared: { minChunks: 2, priority: 1, reuseExistingChunk: true } },
  })
}

/** ES2020 packages and TypeScript outside miniprogram/ that must be lowered for older phones. */
const compile = { include: [fromRoot('src'), fromRoot('node_modules/@orpc')] }

/** The mini-program: px of the 375 design become rpx. */
export const mini: NonNullable<IProjectConfig<'webpack5'>['mini']> = {
  compile,
  miniCssExtractPluginOption: { ignoreOrder: true },
  webpackChain: tuneWebpack,
  postcss: { pxtransform: { enable: true, config: {} } },
}

/** The browser: px stay px, so that a desktop does not blow a phone's design up; relative paths let one build serve any folder. */
export const h5: NonNullable<IProjectConfig<'webpack5'>['h5']> = {
  compile,
  publicPath: './',
  staticDirectory: 'static',
  router: { mode: 'hash' },
  output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
  miniCssExtractPluginOption: {
    ignoreOrder: true,
    filename: 'css/[name].[contenthash:8].css',
    chunkFilename: 'css/[name].[contenthash:8].css',
  },
  webpackChain: tuneBrowserWebpack,
  postcss: { autoprefixer: { enable: true, config: {} }, pxtransform: { enable: false, config: {} } },
}
