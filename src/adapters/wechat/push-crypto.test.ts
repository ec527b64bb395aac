import { encrypt } from '@wecom/crypto'
import { isSigned, open, signatureOf } from './push-crypto'
import { answerAddressCheck, readPush } from './push-message'

/** WeChat's own samples (PLATFORM C2). */
const token = 'AAAAA'
const aesKey = 'A'.repeat(43)
const appId = 'wxba5fad812f8e6fb9'
const settings = { appId, pushToken: token, pushAesKey: aesKey }
const sealed =
  '+qdx1OKCy+5JPCBFWw70tm0fJGb2Jmeia4FCB7kao+/Q5c/ohsOzQHi8khUOb05JCpj0JB4RvQMkUyus8TPxLKJGQqcvZqzDpVzazhZv6JsXUnnR8XGT740XgXZUXQ7vJVnAG+tE8NUd4yFyjPy7GgiaviNrlCTj+l5kdfMuFUPpRSrfMZuMcp3Fn2Pede2IuQrKEYwKSqFIZoNqJ4M8EajAsjLY2km32IIjdf8YL/P50F7mStwntrA2cPDrM1kb6mOcfBgRtWygb3VIYnSeOBrebufAlr7F9mFUPAJGj04='
const sealedQuery = {
  timestamp: '1714112445',
  nonce: '415670741',
  msg_signature: '046e02f8204d34f8ba5fa3b1db94908f3df2e9b3',
  signature: '6c5c811b55cc85e0e1b54100749188c20beb3f5d',
}

describe('push signatures and ciphers against WeChat’s own vectors', () => {
  it('1: answers the address check with its echo, and refuses it with one digit changed', () => {
    const query = {
      signature: 'f464b24fc39322e44b38aa78f5edd27bd1441696',
      timestamp: '1714036504',
      nonce: '1514711492',
      echostr: '4375120948345356249',
    }
    expect(answerAddressCheck(query, settings)).toEqual({ ok: true, value: '4375120948345356249' })
    expect(answerAddressCheck({ ...query, nonce: '1514711493' }, settings).ok).toBe(false)
  })

  it('2: signs a plain push as WeChat does', () => {
    expect(signatureOf(token, '1714037059', '486452656')).toBe('899cf89e464efb63f54ddac96b0a0a235f53aa78')
    expect(isSigned('899cf89e464efb63f54ddac96b0a0a235f53aa78', token, '1714037059', '486452656')).toBe(true)
    expect(isSigned('899cf89e', token, '1714037059', '486452656')).toBe(false)
  })

  it('3: opens a push in safe mode: an event debug_demo that says hello world', () => {
    const message = readPush(sealedQuery, JSON.stringify({ ToUserName: 'gh', Encrypt: sealed }), settings)
    expect(message).toMatchObject({ ok: true, value: { Event: 'debug_demo', debug_str: 'hello world' } })
  })

  it('4: the reply that WeChat shows as a sample opens to itself and is signed as shown', () => {
    const reply = 'ELGduP2YcVatjqIS+eZbp80MNLoAUWvzzyJxgGzxZO/5sAvd070Bs6qrLARC9nVHm48Y4hyRbtzve1L32tmxSQ=='
    expect(open(reply, aesKey, appId)).toBe('{"demo_resp":"good luck"}')
    expect(signatureOf(token, '1713424427', '415670741', reply)).toBe('1b9339964ed2e271e7c7b6ff2b0ef902fc94dea1')
  })

  it('5: opens the classic XML sample with its own key and app id', () => {
    const xml = open(
      'hyzAe4OzmOMbd6TvGdIOO6uBmdJoD0Fk53REIHvxYtJlE2B655HuD0m8KUePWB3+LrPXo87wzQ1QLvbeUgmBM4x6F8PGHQHFVAFmOD2LdJF9FrXpbUAh0B5GIItb52sn896wVsMSHGuPE328HnRGBcrS7C41IzDWyWNlZkyyXwon8T332jisa+h6tEDYsVticbSnyU8dKOIbgU6ux5VTjg3yt+WGzjlpKn6NPhRjpA912xMezR4kw6KWwMrCVKSVCZciVGCgavjIQ6X8tCOp3yZbGpy0VxpAe+77TszTfRd5RJSVO/HTnifJpXgCSUdUue1v6h0EIBYYI1BD1DlD+C0CR8e6OewpusjZ4uBl9FyJvnhvQl+q5rv1ixrcpCumEPo5MJSgM9ehVsNPfUM669WuMyVWQLCzpu9GhglF2PE=',
      'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
      'wx2c2769f8efd9abc2',
    )
    expect(xml).toContain('<Content><![CDATA[abcdteT]]></Content>')
  })
})

describe('readPush', () => {
  const body = JSON.stringify({ Encrypt: sealed })

  it('refuses a sealed message whose signature is of the address only, as anybody could replay it', () => {
    expect(readPush({ ...sealedQuery, msg_signature: sealedQuery.signature }, body, settings).ok).toBe(false)
  })

  it('refuses a sealed message of another app, though its signature fits', () => {
    expect(readPush(sealedQuery, body, { ...settings, appId: 'wx0000000000000000' }).ok).toBe(false)
  })

  it('refuses cipher text that was cut or altered, also when it is signed', () => {
    const { timestamp, nonce } = sealedQuery
    for (const broken of [sealed.slice(0, 60), `AAAA${sealed.slice(4)}`, 'x', sealed.slice(0, -24)]) {
      const msg_signature = signatureOf(token, timestamp, nonce, broken)
      expect(readPush({ timestamp, nonce, msg_signature }, JSON.stringify({ Encrypt: broken }), settings).ok).toBe(
        false,
      )
    }
  })

  it('opens messages of 1 to 70 bytes, so every length of the 32-byte padding', () => {
    for (let length = 1; length <= 70; length += 1) {
      const text = 'x'.repeat(length)
      expect(open(encrypt(aesKey, text, appId), aesKey, appId)).toBe(text)
    }
  })

  it('believes nothing while no token is set, though the sums fit an empty one', () => {
    const query = { timestamp: '1', nonce: '2', signature: signatureOf('', '1', '2') }
    const plain = JSON.stringify({ MsgType: 'event', Event: 'add_express_path' })
    expect(readPush(query, plain, { ...settings, pushToken: '' }).ok).toBe(false)
    expect(answerAddressCheck(query, { ...settings, pushToken: '' }).ok).toBe(false)
  })
})
