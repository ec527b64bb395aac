import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { Tap } from '../../../components/tap/tap'
import { describe, t } from '../../../i18n'
import { listDemoPeople, signInAsDemo, type DemoPerson } from '../../../services/dev'
import { toRefused, type Refused } from '../../../services/refused'
import { keepSession } from '../../../services/session'
import { goToStart } from '../../../services/start'
import { useRemote } from '../../../services/use-remote'
import './demo-people.css'

/** In a local demo shop: sign in as one of its people by a press. In a real shop this draws nothing. */
export function DemoPeople() {
  const people = useRemote('people', listDemoPeople)
  const [refusal, setRefusal] = useState<Refused>()
  if (!people.data || people.data.length === 0) return null
  const enter = async ({ as }: DemoPerson) => {
    try {
      keepSession({ ...(await signInAsDemo(as)), as })
      await goToStart()
    } catch (error) {
      setRefusal(toRefused(error))
    }
  }
  return (
    <View className="card">
      <View className="card__title">{t('signIn.demo')}</View>
      {refusal && <View className="field__fault">{describe(refusal)}</View>}
      <View className="demo-people">
        {people.data.map((person) => (
          <Tap key={person.as} className="demo-people__one" onTap={() => void enter(person)}>
            <Text>{person.name}</Text>
            <Text className="quiet">{t(`role.${person.role}`)}</Text>
          </Tap>
        ))}
      </View>
    </View>
  )
}
