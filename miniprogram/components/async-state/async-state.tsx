import type { ReactNode } from 'react'
import type { Refused } from '../../services/refused'
import { Skeleton, type SkeletonShape } from '../skeleton/skeleton'
import { Trouble, TroubleBar } from './trouble'

interface AsyncStateProps<T> {
  readonly state: {
    readonly data: T | undefined
    readonly error: Refused | undefined
    readonly isLoading: boolean
    reload(): Promise<void>
  }
  readonly skeleton?: SkeletonShape
  readonly children: (data: T) => ReactNode
}

/** Content that comes from the cloud: grey shapes first, then the content, or words and a way on. An older answer stays visible. */
export function AsyncState<T>({ state, skeleton = 'rows', children }: AsyncStateProps<T>) {
  const { data, error, isLoading } = state
  const retry = () => void state.reload()
  if (data === undefined) {
    return error ? <Trouble error={error} isBusy={isLoading} onRetry={retry} /> : <Skeleton shape={skeleton} />
  }
  return (
    <>
      {error && <TroubleBar error={error} isBusy={isLoading} onRetry={retry} />}
      {children(data)}
    </>
  )
}
