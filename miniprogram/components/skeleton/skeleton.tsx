import { View } from '@tarojs/components'
import { t } from '../../i18n'
import './skeleton.css'

export type SkeletonShape = 'cards' | 'rows' | 'page'

/** Grey shapes where the content will be; never a bare spinner. */
export function Skeleton({ shape, count = 4 }: { readonly shape: SkeletonShape; readonly count?: number }) {
  return (
    <View className={`skeleton skeleton--${shape}`} aria-label={t('common.loading')} aria-busy="true">
      {Array.from({ length: shape === 'page' ? 1 : count }, (_, index) => (
        <View key={index} className="skeleton__one">
          <View className="skeleton__picture" />
          <View className="skeleton__lines">
            <View className="skeleton__line" />
            <View className="skeleton__line skeleton__line--short" />
            <View className="skeleton__line skeleton__line--shorter" />
          </View>
        </View>
      ))}
    </View>
  )
}
