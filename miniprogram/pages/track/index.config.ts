export default definePageConfig({ navigationBarTitleText: '查物流' })
