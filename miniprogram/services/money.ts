/** Money for people: whole fen as `1,234.50`, without the sign of the currency. Never through a floating-point division. */
export function formatYuan(amountFen: number): string {
  const digits = String(Math.abs(amountFen)).padStart(3, '0')
  const yuan = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${amountFen < 0 ? '-' : ''}${yuan}.${digits.slice(-2)}`
}

/** The same with the sign: ¥1,234.50 */
export function formatMoney(amountFen: number): string {
  return amountFen < 0 ? `-¥${formatYuan(-amountFen)}` : `¥${formatYuan(amountFen)}`
}

/** A discount in basis points as a percentage: 1000 -> 10%, 750 -> 7.5%. */
export function formatPercent(basisPoints: number): string {
  return `${basisPoints / 100}%`
}
