import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '../../../components/button/button'
import { Field } from '../../../components/field/field'
import { t } from '../../../i18n'

interface PasteFieldProps {
  readonly onRead: (text: string) => void
  readonly onWechat: () => void
}

/** The quick ways to an address: one pasted from a chat, or, in WeChat, one that WeChat keeps. */
export function PasteField({ onRead, onWechat }: PasteFieldProps) {
  const [text, setText] = useState('')
  return (
    <View className="card">
      <Field
        label={t('address.paste')}
        placeholder={t('address.pastePlaceholder')}
        isLong
        value={text}
        onChange={setText}
      />
      <View className="row">
        {process.env.TARO_ENV === 'weapp' && <Button size="small" text={t('address.fromWechat')} onTap={onWechat} />}
        <View className="grow" />
        <Button size="small" text={t('address.recognise')} isOff={text.trim() === ''} onTap={() => onRead(text)} />
      </View>
    </View>
  )
}
