import { withAddress, withoutAddress } from './addresses'

const home = {
  name: '王建华',
  phone: '13800000001',
  province: '江苏省',
  city: '苏州市',
  district: '姑苏区',
  detail: '人民路 12 号',
}
const work = { ...home, detail: '工业园 3 号' }

describe('addresses', () => {
  it('makes the first address the default, and the second only when it is marked', () => {
    const first = withAddress([], 'a', home, false)
    expect(first.map((one) => one.isDefault)).toEqual([true])
    expect(withAddress(first, 'b', work, false).map((one) => one.isDefault)).toEqual([true, false])
    expect(withAddress(first, 'b', work, true).map((one) => one.isDefault)).toEqual([false, true])
  })

  it('keeps 1 entry when the same id is saved twice, and the default stays where it was', () => {
    const twice = withAddress(withAddress([], 'a', home, false), 'a', work, false)
    expect(twice).toEqual([{ ...work, id: 'a', isDefault: true }])
  })

  it('hands the default on to the first that is left when the default is removed', () => {
    const two = withAddress(withAddress([], 'a', home, false), 'b', work, true)
    expect(withoutAddress(two, 'b')).toEqual([{ ...home, id: 'a', isDefault: true }])
    expect(withoutAddress(two, 'unknown')).toEqual(two)
    expect(withoutAddress(withoutAddress(two, 'b'), 'a')).toEqual([])
  })
})
