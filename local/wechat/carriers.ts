export interface Carrier {
  id: string
  name: string
  /** The shop's contract with the carrier; none for carriers it does not use. */
  bizId?: string
  prefix: string
  services: { service_type: number; service_name: string }[]
}

const standard = [{ service_type: 0, service_name: '标准快件' }]

/** The carriers of the waybill assistant; the shop of the stand-in has a contract with most of them. */
export const carriers: readonly Carrier[] = [
  {
    id: 'SF',
    name: '顺丰速运',
    bizId: 'SF_CONTRACT',
    prefix: 'SF',
    services: [
      { service_type: 0, service_name: '标准快递' },
      { service_type: 1, service_name: '顺丰即日' },
    ],
  },
  { id: 'ZTO', name: '中通快递', bizId: 'ZTO_CONTRACT', prefix: '7', services: standard },
  { id: 'YTO', name: '圆通速递', bizId: 'YTO_CONTRACT', prefix: 'YT', services: standard },
  { id: 'YUNDA', name: '韵达快递', bizId: 'YUNDA_CONTRACT', prefix: '43', services: standard },
  { id: 'STO', name: '申通快递', bizId: 'STO_CONTRACT', prefix: '77', services: standard },
  { id: 'EMS', name: '中国邮政速递物流', bizId: 'EMS_CONTRACT', prefix: '12', services: standard },
  { id: 'JDL', name: '京东物流', bizId: 'JDL_CONTRACT', prefix: 'JD', services: standard },
  { id: 'DB', name: '德邦快递', bizId: 'DB_CONTRACT', prefix: 'DPK', services: standard },
  { id: 'BEST', name: '百世快递', prefix: '55', services: standard },
  { id: 'PJ', name: '品骏快递', prefix: 'PJ', services: standard },
  {
    id: 'TEST',
    name: '测试快递',
    bizId: 'test_biz_id',
    prefix: 'TEST',
    services: [{ service_type: 1, service_name: 'test_service_name' }],
  },
]
