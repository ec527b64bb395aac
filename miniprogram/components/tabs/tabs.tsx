import { ScrollView, View } from '@tarojs/components'
import { Tap } from '../tap/tap'
import './tabs.css'

interface TabsProps<T extends string> {
  readonly tabs: readonly { readonly id: T; readonly text: string }[]
  readonly chosen: T
  readonly onChoose: (id: T) => void
}

/** A row of choices that can be pushed sideways; stays at the top of the page. */
export function Tabs<T extends string>({ tabs, chosen, onChoose }: TabsProps<T>) {
  return (
    <View className="tabs">
      <ScrollView className="tabs__track" scrollX enhanced showScrollbar={false}>
        <View className="tabs__row" role="tablist">
          {tabs.map((tab) => (
            <Tap
              key={tab.id}
              role="tab"
              isOn={tab.id === chosen}
              className={`tabs__tab${tab.id === chosen ? ' tabs__tab--on' : ''}`}
              onTap={() => onChoose(tab.id)}
            >
              {tab.text}
            </Tap>
          ))}
        </View>
      </ScrollView>
    </View>
  )
}
