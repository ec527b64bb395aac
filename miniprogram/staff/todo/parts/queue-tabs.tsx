import { ScrollView, Text, View } from '@tarojs/components'
import { Tap } from '../../../components/tap/tap'
import { t } from '../../../i18n'
import type { Queue } from '../../parts/offers'
import type { Counts } from '../use-counts'

interface QueueTabsProps {
  readonly queues: readonly Queue[]
  readonly active: Queue
  readonly counts: Counts
  readonly onChoose: (queue: Queue) => void
}

/** The queues with what waits in each; stays at the upper edge while the list scrolls. */
export function QueueTabs({ queues, active, counts, onChoose }: QueueTabsProps) {
  return (
    <ScrollView className="queue-tabs" scrollX enhanced showScrollbar={false}>
      <View className="queue-tabs__row" role="tablist" aria-label={t('staff.todo.queues')}>
        {queues.map((queue) => (
          <Tap
            key={queue}
            className={`queue-tabs__tab${queue === active ? ' queue-tabs__tab--on' : ''}`}
            role="tab"
            isOn={queue === active}
            label={labelOf(queue, counts[queue])}
            onTap={() => onChoose(queue)}
          >
            <Text>{t(`staff.queue.${queue}`)}</Text>
            {counts[queue] !== undefined && counts[queue] !== '0' && (
              <Text className="queue-tabs__count figure">{counts[queue]}</Text>
            )}
          </Tap>
        ))}
      </View>
    </ScrollView>
  )
}

function labelOf(queue: Queue, count: string | undefined): string {
  const name = t(`staff.queue.${queue}`)
  return count === undefined ? name : t('staff.todo.count', { queue: name, count })
}
