import Taro from '@tarojs/taro'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '../../../components/button/button'
import { Field } from '../../../components/field/field'
import { describe, t } from '../../../i18n'
import { STAFF_START } from '../../../services/start'
import { useClearDemo, type Clearing } from '../use-clear-demo'

/** Clears the demo data (#145), after the person typed the word for it. */
export function DemoCard() {
  const { clearing, start } = useClearDemo()
  const [typed, setTyped] = useState('')
  const [isOpen, setOpen] = useState(false)
  const word = t('staff.demo.word')
  const isRunning = clearing.state === 'running'
  return (
    <View className="card">
      <View className="card__title">{t('staff.demo.title')}</View>
      <View className="quiet">{t('staff.demo.hint')}</View>
      {clearing.state !== 'idle' && (
        <View className={`demo-outcome demo-outcome--${clearing.state} figure`} role="status">
          {outcomeText(clearing)}
        </View>
      )}
      {isOpen && clearing.state !== 'done' && (
        <Field label={t('staff.demo.type', { word })} value={typed} maxLength={10} onChange={setTyped} />
      )}
      {clearing.state === 'done' ? (
        <Button
          className="staff-form__foot"
          text={t('staff.ship.toDesk')}
          onTap={() => void Taro.reLaunch({ url: STAFF_START })}
        />
      ) : (
        <Button
          className="staff-form__foot"
          text={t(clearing.state === 'stopped' ? 'staff.demo.resume' : 'staff.demo.clear')}
          look="bad"
          isOff={isOpen && typed.trim() !== word}
          isBusy={isRunning}
          onTap={() => (isOpen ? void start() : setOpen(true))}
        />
      )}
    </View>
  )
}

function outcomeText({ state, removed, problem }: Clearing): string {
  if (state === 'running') return t('staff.demo.running', { count: removed })
  if (state === 'stopped') {
    return [problem && describe(problem), t('staff.demo.stopped', { count: removed })].filter(Boolean).join(' ')
  }
  return removed === 0 ? t('staff.demo.nothing') : t('staff.demo.done', { count: removed })
}
