import { useLaunch } from '@tarojs/taro'
import type { PropsWithChildren } from 'react'
import { startApp } from './services/start'
import './app.css'

/** The app itself draws nothing: it finds out who is acting, the pages do the rest. */
export default function App({ children }: PropsWithChildren) {
  useLaunch((options) => {
    void startApp(options?.path)
  })
  return children
}
