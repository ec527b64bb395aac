import { useRouter } from '@tarojs/taro'
import { View } from '@tarojs/components'
import { AsyncState } from '../../components/async-state/async-state'
import { Empty } from '../../components/empty/empty'
import { guarded } from '../../components/page/guarded'
import { t } from '../../i18n'
import { staff } from '../../services/staff'
import { usePolling } from '../../services/use-polling'
import { useRemote } from '../../services/use-remote'
import { Frame } from '../parts/frame/frame'
import { PackForm } from './parts/pack-form'
import { Sent } from './parts/sent'
import './index.css'

function ShipPage() {
  const { id } = useRouter().params
  return (
    <Frame title={t('staff.ship.title')} tab="todo" isDetail>
      {() => (
        <View className="staff-column ship-page">
          {id ? <Note key={id} noteId={id} /> : <Empty icon="box" title={t('staff.ship.missing')} />}
        </View>
      )}
    </Frame>
  )
}

/** A delivery note: to pick and send, or what became of it. Someone else may send it meanwhile. */
function Note({ noteId }: { readonly noteId: string }) {
  const note = useRemote(noteId, () => staff.shipment.get({ noteId }))
  usePolling(note.refresh)
  return (
    <AsyncState state={note} skeleton="page">
      {(shown) =>
        shown.state === 'sent' ? (
          <Sent note={shown} />
        ) : (
          <PackForm note={shown} onSent={note.put} onLost={note.refresh} />
        )
      }
    </AsyncState>
  )
}

export default guarded(ShipPage)
