import { View } from '@tarojs/components'
import { AsyncState } from '../../components/async-state/async-state'
import { SignInAsk } from '../../components/async-state/trouble'
import { Button } from '../../components/button/button'
import { Empty } from '../../components/empty/empty'
import { Field } from '../../components/field/field'
import { OrderLines } from '../../components/order-lines/order-lines'
import { guarded } from '../../components/page/guarded'
import { Page } from '../../components/page/page'
import { Price } from '../../components/price/price'
import { describe, t } from '../../i18n'
import { goBack } from '../../services/go'
import { isNetwork } from '../../services/refused'
import type { OrderView } from '../../services/types'
import { AddressChoice } from './parts/address-choice'
import { ShortNotice } from './parts/short-notice'
import { useConfirm } from './use-confirm'
import './index.css'

type Confirm = ReturnType<typeof useConfirm>

function ConfirmPage() {
  const confirm = useConfirm()
  return (
    <Page title={t('confirm.title')} className="above-bottom-bar">
      <Content confirm={confirm} />
    </Page>
  )
}

function Content({ confirm }: { readonly confirm: Confirm }) {
  if (confirm.who.role === 'guest') return <SignInAsk text={t('confirm.signIn')} />
  if (!confirm.checkout || confirm.checkout.lines.length === 0) {
    return <Empty icon="box" title={t('confirm.nothing')} action={{ text: t('common.back'), onTap: goBack }} />
  }
  return (
    <AsyncState state={confirm.list}>
      {(list) => (
        <>
          <AddressChoice profile={confirm.profile} address={confirm.address} />
          <List list={list} confirm={confirm} />
          <ConfirmBar list={list} confirm={confirm} />
        </>
      )}
    </AsyncState>
  )
}

function List({ list, confirm }: { readonly list: OrderView; readonly confirm: Confirm }) {
  const { note, short } = confirm
  return (
    <>
      {short.length > 0 && (
        <ShortNotice short={short} checkout={confirm.checkout} onTakeLeft={() => void confirm.takeLeft()} />
      )}
      <View className="card">
        <View className="card__title">{t('confirm.lines')}</View>
        <OrderLines lines={list.lines} short={short} />
      </View>
      <View className="card">
        <Field
          label={t('confirm.note')}
          value={note.draft.text}
          maxLength={200}
          isLong
          onChange={(text) => note.change({ text })}
        />
      </View>
      <View className="confirm__remark quiet">{t('confirm.locksNothing')}</View>
    </>
  )
}

function ConfirmBar({ list, confirm }: { readonly list: OrderView; readonly confirm: Confirm }) {
  const { refusal, isPlacing, address, short } = confirm
  const text =
    refusal && short.length === 0 ? (isNetwork(refusal) ? t('confirm.unknownAnswer') : describe(refusal)) : undefined
  return (
    <View className="bottom-bar confirm__bar">
      {text !== undefined && (
        <View className="confirm__fault" role="alert">
          {text}
        </View>
      )}
      <View className="row row--between confirm__sum">
        <View>
          <Price amountFen={list.totalFen} size="large" />
          <View className="quiet figure">
            {t('confirm.pieces', { kinds: list.lineCount, pieces: list.pieceCount })}
          </View>
        </View>
        <Button
          className="confirm__submit"
          look="main"
          text={t(isPlacing ? 'confirm.submitting' : 'confirm.submit')}
          isBusy={isPlacing}
          isOff={address === undefined || short.length > 0}
          onTap={() => void confirm.place()}
        />
      </View>
    </View>
  )
}

export default guarded(ConfirmPage)
