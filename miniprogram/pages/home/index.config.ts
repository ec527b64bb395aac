export default definePageConfig({ navigationBarTitleText: '来单', enablePullDownRefresh: true })
