import { readAddress } from '../../miniprogram/services/read-address'

describe('reading a pasted address', () => {
  const whole = {
    name: '王建华',
    phone: '13800000001',
    province: '江苏省',
    city: '苏州市',
    district: '姑苏区',
    detail: '人民路 12 号 3 幢 101',
  }

  it.each([
    ['in one line', '王建华 13800000001 江苏省苏州市姑苏区人民路 12 号 3 幢 101'],
    ['address first, name last', '江苏省苏州市姑苏区人民路 12 号 3 幢 101，13800000001，王建华'],
    [
      'with labels',
      '收货人：王建华 手机号码：+86 138-0000-0001 所在地区：江苏省苏州市姑苏区 详细地址：人民路 12 号 3 幢 101',
    ],
    ['in words of its own', '王建华\n13800000001\n江苏省 苏州市 姑苏区\n人民路 12 号 3 幢 101'],
  ])('reads all six parts %s', (_how, text) => {
    expect(readAddress(text)).toEqual(whole)
  })

  it('takes a municipality as province and city, also when it is written twice or without 市', () => {
    const place = { province: '上海市', city: '上海市', district: '浦东新区', detail: '世纪大道 1 号' }
    expect(readAddress('上海市浦东新区世纪大道 1 号')).toEqual(place)
    expect(readAddress('上海市上海市浦东新区世纪大道 1 号')).toEqual(place)
    expect(readAddress('上海浦东新区世纪大道 1 号')).toEqual(place)
  })

  it('takes an autonomous region and a city that stands for the district', () => {
    expect(readAddress('新疆维吾尔自治区伊犁哈萨克自治州伊宁市解放路 3 号')).toEqual({
      province: '新疆维吾尔自治区',
      city: '伊犁哈萨克自治州',
      district: '伊宁市',
      detail: '解放路 3 号',
    })
  })

  it('answers only what it found, and nothing for a text without an address', () => {
    expect(readAddress('李小雨 13800000003')).toEqual({ name: '李小雨', phone: '13800000003' })
    expect(readAddress('12345')).toEqual({})
  })

  it('does not take a longer number for a phone', () => {
    expect(readAddress('138000000012')).toEqual({})
  })
})
