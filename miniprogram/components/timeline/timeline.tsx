import { Text, View } from '@tarojs/components'
import { formatTime } from '../../services/time'
import './timeline.css'

export interface TimelineRow {
  readonly key: string
  readonly title: string
  readonly at: string
  readonly text?: string
}

/** What happened, newest first; the newest stands out. Give the rows in that order. */
export function Timeline({ rows }: { readonly rows: readonly TimelineRow[] }) {
  return (
    <View className="timeline" role="list">
      {rows.map((row, index) => (
        <View key={row.key} className={`timeline__row${index === 0 ? ' timeline__row--now' : ''}`} role="listitem">
          <View className="timeline__dot" />
          <View className="timeline__head">
            <Text className="timeline__title">{row.title}</Text>
            <Text className="timeline__time figure">{formatTime(row.at)}</Text>
          </View>
          {row.text !== undefined && row.text !== '' && <View className="timeline__text">{row.text}</View>}
        </View>
      ))}
    </View>
  )
}
