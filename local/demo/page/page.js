/* The start page of the demo: two phones, the clock, the parcels. It talks to /dev only. */
const texts = {
  zh: {
    next: '前进一步',
    signed: '直接签收',
    lost: '请求没有成功，请再试一次。',
    resetting: '正在重新布置，请稍候……',
    reset: '演示店已重新布置。',
    sure: '现有的订单都会消失。继续吗？',
    title: '来单 · 演示',
  },
  en: {
    next: 'One step',
    signed: 'Deliver now',
    lost: 'That did not work; please try again.',
    resetting: 'Setting the shop up again …',
    reset: 'The demo shop is fresh again.',
    sure: 'All present orders will be gone. Go on?',
    title: 'Laidan · demo',
  },
}
const roles = {
  zh: {
    customer: '顾客',
    sales: '销售',
    manager: '销售主管',
    warehouse: '仓库',
    finance: '财务',
    service: '客服',
    owner: '店主',
  },
  en: {
    customer: 'customer',
    sales: 'sales',
    manager: 'sales manager',
    warehouse: 'warehouse',
    finance: 'finance',
    service: 'service',
    owner: 'owner',
  },
}
const phones = ['customer', 'staff']
const firstPerson = { customer: 'customer:1', staff: 'sales:1' }

let language = localStorage.getItem('laidan-start-language') === 'en' ? 'en' : 'zh'
let people = []

const byId = (id) => document.getElementById(id)
const words = () => texts[language]

async function ask(path, input) {
  const options =
    input === undefined
      ? {}
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(input) }
  const answer = await fetch(`/dev/${path}`, options)
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
  return answer.json()
}

function say(text) {
  byId('message').textContent = text
}

/** Runs what a button asks for, with the button resting meanwhile. */
async function act(button, work) {
  button.disabled = true
  try {
    say('')
    await work()
  } catch (error) {
    console.warn(error)
    say(words().lost)
  } finally {
    button.disabled = false
  }
}

function translate() {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  document.title = words().title
  for (const node of document.querySelectorAll('[data-zh]')) node.textContent = node.dataset[language]
  for (const node of document.querySelectorAll('[data-zh-title]')) node.title = node.dataset[`${language}Title`]
  byId('language').textContent = language === 'zh' ? 'English' : '中文'
  byId('language').lang = language === 'zh' ? 'en' : 'zh-CN'
  for (const phone of phones) fillPicker(phone)
}

function fillPicker(phone) {
  const picker = byId(`as-${phone}`)
  const chosen = picker.value || kept(phone)
  const options = people
    .filter(({ role }) => (role === 'customer') === (phone === 'customer'))
    .map(
      ({ as, name, role }) =>
        new Option(phone === 'customer' ? name : `${name} · ${roles[language][role] ?? role}`, as),
    )
  picker.replaceChildren(...options)
  picker.value = options.some((option) => option.value === chosen) ? chosen : (options[0]?.value ?? '')
}

function kept(phone) {
  return sessionStorage.getItem(`laidan-start-${phone}`) ?? firstPerson[phone]
}

function addressOf(phone) {
  return `/phone/${phone}/?as=${encodeURIComponent(byId(`as-${phone}`).value || firstPerson[phone])}`
}

function showPhone(phone) {
  document.querySelector(`#${phone} iframe`).src = addressOf(phone)
  byId(`open-${phone}`).href = addressOf(phone)
}

async function showTime() {
  const { now } = await ask('clock')
  const format = { dateStyle: 'full', timeStyle: 'short', timeZone: 'Asia/Shanghai' }
  byId('now').textContent = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', format).format(new Date(now))
}

async function showParcels() {
  const parcels = (await ask('parcel')).filter(({ isSigned, isCancelled }) => !isSigned && !isCancelled)
  byId('no-parcels').hidden = parcels.length > 0
  byId('parcels').replaceChildren(...parcels.reverse().map(drawParcel))
}

function drawParcel({ waybill, carrier, goods, happened }) {
  const entry = document.createElement('li')
  const title = document.createElement('p')
  title.textContent = `${carrier} ${waybill} ${goods}`
  const last = document.createElement('p')
  last.className = 'last'
  last.textContent = happened.at(-1)?.text ?? ''
  const row = document.createElement('div')
  row.className = 'row'
  row.append(...['next', 'signed'].map((step) => moveButton(waybill, step)))
  entry.append(title, last, row)
  return entry
}

function moveButton(waybill, step) {
  const button = document.createElement('button')
  button.type = 'button'
  button.textContent = words()[step]
  button.addEventListener('click', () =>
    act(button, async () => {
      await ask('parcel', { waybill, step })
      await refresh()
    }),
  )
  return button
}

async function refresh() {
  await Promise.all([showTime(), showParcels()])
}

function listen() {
  byId('language').addEventListener('click', () => {
    language = language === 'zh' ? 'en' : 'zh'
    localStorage.setItem('laidan-start-language', language)
    translate()
    refresh().catch(() => say(words().lost))
  })
  for (const phone of phones) {
    byId(`as-${phone}`).addEventListener('change', ({ target }) => {
      sessionStorage.setItem(`laidan-start-${phone}`, target.value)
      showPhone(phone)
    })
    byId(`tab-${phone}`).addEventListener('click', () => showTab(phone))
  }
  for (const button of document.querySelectorAll('[data-advance]')) {
    button.addEventListener('click', () =>
      act(button, async () => {
        await ask('clock', { advanceMs: Number(button.dataset.advance) })
        await refresh()
      }),
    )
  }
  byId('reset').addEventListener('click', ({ target }) => act(target, startOver))
}

function showTab(shown) {
  document.querySelector('main').dataset.shown = shown
  for (const phone of phones) byId(`tab-${phone}`).setAttribute('aria-pressed', String(phone === shown))
}

async function startOver() {
  if (!confirm(words().sure)) return
  say(words().resetting)
  await ask('reset', {})
  phones.forEach(showPhone)
  await refresh()
  say(words().reset)
}

async function start() {
  listen()
  people = await ask('people')
  translate()
  phones.forEach(showPhone)
  await refresh()
  // The phones change things too; a quiet look every few seconds keeps this side in step.
  setInterval(() => document.hidden || refresh().catch(() => undefined), 4000)
}

start().catch((error) => {
  console.warn(error)
  translate()
  say(words().lost)
})
