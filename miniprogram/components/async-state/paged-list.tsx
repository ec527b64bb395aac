import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { t } from '../../i18n'
import type { UsePaged } from '../../services/use-paged'
import { Button } from '../button/button'
import { Skeleton, type SkeletonShape } from '../skeleton/skeleton'
import { Trouble, TroubleBar } from './trouble'
import './paged-list.css'

interface PagedListProps<T> {
  readonly list: UsePaged<T>
  readonly skeleton?: SkeletonShape
  /** What to say when the list has no rows. */
  readonly empty: ReactNode
  readonly children: (rows: T[]) => ReactNode
}

/** A list that grows: shapes while it loads, the rows, then more on demand (pages also call `more` when scrolled to the end). */
export function PagedList<T>({ list, skeleton = 'rows', empty, children }: PagedListProps<T>) {
  if (list.isLoading) return <Skeleton shape={skeleton} />
  if (list.error && list.rows.length === 0) {
    return <Trouble error={list.error} isBusy={false} onRetry={() => void list.reload()} />
  }
  if (list.rows.length === 0) return <>{empty}</>
  return (
    <>
      {children(list.rows)}
      <ListEnd list={list} />
    </>
  )
}

function ListEnd<T>({ list }: { readonly list: UsePaged<T> }) {
  const more = () => void list.more()
  if (list.error) return <TroubleBar error={list.error} isBusy={list.isLoadingMore} onRetry={more} />
  if (list.next === null) return <View className="list-end">{t('common.end')}</View>
  const text = t(list.isLoadingMore ? 'common.loadingMore' : 'common.more')
  return <Button className="list-more" look="quiet" text={text} isBusy={list.isLoadingMore} onTap={more} />
}
