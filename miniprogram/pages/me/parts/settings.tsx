import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { Choices } from '../../../components/choices/choices'
import { Icon, type IconName } from '../../../components/icon/icon'
import { Sheet } from '../../../components/sheet/sheet'
import { Tap } from '../../../components/tap/tap'
import { chooseLanguage, currentLanguage, describe, LANGUAGES, t, type Language } from '../../../i18n'
import { say } from '../../../services/phone'
import { toRefused } from '../../../services/refused'
import { switchRole } from '../../../services/session'
import { goToStart } from '../../../services/start'
import { useStore } from '../../../services/store'
import { chooseTextSize, TEXT_SIZES, textSizeStore } from '../../../services/text-size'
import type { Role } from '../../../services/types'
import type { Who } from '../../../services/who'

type Open = 'role' | 'language' | 'text' | undefined

/** What a person may set for themselves: the role they act in, the language, the size of the text. */
export function Settings({ who }: { readonly who: Who }) {
  const [isOpen, setOpen] = useState<Open>()
  const size = useStore(textSizeStore)
  const roles = who.person?.roles ?? []
  const close = () => setOpen(undefined)
  return (
    <>
      <View className="list">
        {roles.length > 1 && who.role !== 'guest' && (
          <Setting icon="swap" name={t('me.role')} value={t(`role.${who.role}`)} onOpen={() => setOpen('role')} />
        )}
        <Setting
          icon="globe"
          name={t('me.language')}
          value={t(`language.${currentLanguage()}`)}
          onOpen={() => setOpen('language')}
        />
        <Setting icon="text" name={t('me.textSize')} value={t(`me.textSize.${size}`)} onOpen={() => setOpen('text')} />
      </View>
      <Sheet isOpen={isOpen === 'role'} title={t('me.role')} onClose={close}>
        <Choices
          choices={roles.map((role) => ({ id: role, text: t(`role.${role}`) }))}
          chosen={who.role}
          onChoose={(role) => void changeRole(role)}
        />
      </Sheet>
      <Sheet isOpen={isOpen === 'language'} title={t('me.language')} onClose={close}>
        <Choices
          choices={LANGUAGES.map((one) => ({ id: one, text: t(`language.${one}`) }))}
          chosen={currentLanguage()}
          onChoose={changeLanguage}
        />
      </Sheet>
      <Sheet isOpen={isOpen === 'text'} title={t('me.textSize')} onClose={close}>
        <Choices
          choices={TEXT_SIZES.map((one) => ({ id: one, text: t(`me.textSize.${one}`) }))}
          chosen={size}
          onChoose={(one) => {
            chooseTextSize(one)
            close()
          }}
        />
      </Sheet>
    </>
  )
}

interface SettingProps {
  readonly icon: IconName
  readonly name: string
  readonly value: string
  readonly onOpen: () => void
}

function Setting({ icon, name, value, onOpen }: SettingProps) {
  return (
    <Tap className="list__item" label={`${name} ${value}`} onTap={onOpen}>
      <View className="me__icon">
        <Icon name={icon} />
      </View>
      <Text className="grow">{name}</Text>
      <Text className="quiet">{value}</Text>
      <Icon name="right" size="small" />
    </Tap>
  )
}

async function changeRole(role: Role): Promise<void> {
  try {
    await switchRole(role)
    await goToStart()
  } catch (error) {
    say(describe(toRefused(error)))
  }
}

function changeLanguage(language: Language): void {
  chooseLanguage(language)
  void goToStart()
}
