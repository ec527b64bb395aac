import { Picker, Text, View } from '@tarojs/components'
import { Field } from '../../../components/field/field'
import { Icon } from '../../../components/icon/icon'
import { t } from '../../../i18n'
import type { AddressPart } from '../use-address-form'
import './region-field.css'

interface Region {
  readonly province: string
  readonly city: string
  readonly district: string
}

interface RegionFieldProps {
  readonly region: Region
  readonly faults: Partial<Record<AddressPart, string>>
  readonly onChange: (region: Partial<Region>) => void
}

/** Province, city and district: WeChat's own wheel there, three fields in the browser, which has no such list. */
export function RegionField(props: RegionFieldProps) {
  return process.env.TARO_ENV === 'weapp' ? <RegionWheel {...props} /> : <RegionTyped {...props} />
}

function RegionWheel({ region, faults, onChange }: RegionFieldProps) {
  const value = [region.province, region.city, region.district].filter(Boolean)
  const fault = faults.province ?? faults.city ?? faults.district
  return (
    <View className="field">
      <Text className="field__label">{t('address.region')}</Text>
      <Picker
        mode="region"
        value={value}
        onChange={(event) => {
          const [province = '', city = '', district = ''] = event.detail.value
          onChange({ province, city, district })
        }}
      >
        <View className="field__input region__wheel" aria-label={t('address.region')}>
          <Text className={value.length === 0 ? 'quiet' : ''}>{value.join(' ') || t('address.region')}</Text>
          <Icon name="down" size="small" />
        </View>
      </Picker>
      {fault !== undefined && <View className="field__fault">{fault}</View>}
    </View>
  )
}

const LEVELS = ['province', 'city', 'district'] as const

function RegionTyped({ region, faults, onChange }: RegionFieldProps) {
  return (
    <View className="region__typed">
      {LEVELS.map((level) => (
        <View key={level} className="region__part">
          <Field
            label={t(`address.${level}`)}
            maxLength={20}
            value={region[level]}
            fault={faults[level]}
            onChange={(text) => onChange({ [level]: text })}
          />
        </View>
      ))}
    </View>
  )
}
