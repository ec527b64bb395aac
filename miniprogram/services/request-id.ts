import Taro from '@tarojs/taro'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-'
const LENGTH = 22

/** A name for one intent, made once per form: a retry sends the same one and the shop does the thing once. */
export async function makeRequestId(): Promise<string> {
  const bytes = await randomBytes(LENGTH)
  return Array.from(bytes, (byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('')
}

async function randomBytes(length: number): Promise<Uint8Array> {
  if (process.env.TARO_ENV === 'h5') return crypto.getRandomValues(new Uint8Array(length))
  try {
    return new Uint8Array(await askWechat(length))
  } catch {
    // WeChat before 2.15 has no such source; the shop keeps each person's ids apart, so chance alone is enough there.
    return Uint8Array.from({ length }, () => Math.floor(Math.random() * 256))
  }
}

function askWechat(length: number): Promise<ArrayBuffer> {
  return new Promise((resolve, reject) => {
    void Taro.getRandomValues({ length, success: (answer) => resolve(answer.randomValues), fail: reject })
  })
}
