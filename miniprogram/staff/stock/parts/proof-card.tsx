import { Text, View } from '@tarojs/components'
import { Button } from '../../../components/button/button'
import { describe, t } from '../../../i18n'
import type { StockFault } from '../../parts/types'
import { useProof, type Proof } from '../use-proof'

/** The proof that every stock figure is what orders, holds and ledger say (#100). */
export function ProofCard() {
  const { proof, start, stop } = useProof()
  const isRunning = proof.state === 'running'
  return (
    <View className="card">
      <View className="row row--between">
        <Text className="strong">{t('staff.proof.title')}</Text>
        <Button
          size="small"
          text={t(isRunning ? 'staff.proof.stop' : proof.state === 'idle' ? 'staff.proof.start' : 'staff.proof.again')}
          onTap={isRunning ? stop : () => void start()}
        />
      </View>
      <View className="quiet">{t('staff.proof.hint')}</View>
      <View role="status">
        <Outcome proof={proof} />
      </View>
      {proof.faults.map((fault, index) => (
        <Fault key={index} fault={fault} />
      ))}
    </View>
  )
}

function Outcome({ proof }: { readonly proof: Proof }) {
  const { state, checked, faults, problem } = proof
  if (state === 'idle') return null
  if (state === 'running')
    return <View className="proof-outcome figure">{t('staff.proof.running', { count: checked })}</View>
  if (state === 'stopped') {
    const why = problem ? `${describe(problem)} ` : ''
    return (
      <View className="proof-outcome proof-outcome--bad">{`${why}${t('staff.proof.stopped', { count: checked })}`}</View>
    )
  }
  return faults.length === 0 ? (
    <View className="proof-outcome proof-outcome--good figure">{t('staff.proof.allAgree', { count: checked })}</View>
  ) : (
    <View className="proof-outcome proof-outcome--bad figure">
      {t('staff.proof.faults', { count: faults.length, checked })}
    </View>
  )
}

function Fault({ fault }: { readonly fault: StockFault }) {
  const { stockId, what, expected, found, holdKey } = fault
  return (
    <View className="proof-fault">
      <View>{t(`staff.fault.${what}`)}</View>
      <View className="quiet figure">{t('staff.proof.figures', { expected, found })}</View>
      <Text className="quiet proof-fault__where">{stockId}</Text>
      {holdKey !== null && <View className="quiet proof-fault__where">{t('staff.proof.line', { key: holdKey })}</View>}
    </View>
  )
}
