const isWeapp = process.env.TARO_ENV === 'weapp'

const tab = (page: string, text: string, icon: string) => ({
  pagePath: `pages/${page}/index`,
  text,
  iconPath: `assets/tab/${icon}.png`,
  selectedIconPath: `assets/tab/${icon}-on.png`,
})

/** WeChat switches the bars between light and dark through theme.json; the browser's bars are styled in app.css. */
const colours = isWeapp
  ? { background: '@background', bar: '@bar', text: '@barText', quiet: '@quiet', accent: '@accent', border: '@border' }
  : { background: '#f5f6f7', bar: '#ffffff', text: 'black', quiet: '#6b7178', accent: '#0b7a55', border: 'black' }

export default defineAppConfig({
  pages: [
    'pages/home/index',
    'pages/category/index',
    'pages/cart/index',
    'pages/me/index',
    'pages/search/index',
    'pages/item/index',
    'pages/confirm/index',
    'pages/addresses/index',
    'pages/address/index',
    'pages/orders/index',
    'pages/order/index',
    'pages/tracking/index',
    'pages/track/index',
    'pages/profile/index',
    'pages/sign-in/index',
    'pages/scan/index',
    'pages/join/index',
  ],
  subPackages: [
    {
      root: 'staff',
      pages: ['todo/index', 'order/index', 'ship/index', 'customers/index', 'stock/index', 'team/index'],
    },
  ],
  window: {
    navigationStyle: 'default',
    navigationBarTitleText: '来单',
    navigationBarBackgroundColor: colours.bar,
    navigationBarTextStyle: colours.text as 'black',
    backgroundColor: colours.background,
    backgroundTextStyle: 'dark',
  },
  tabBar: {
    color: colours.quiet,
    selectedColor: colours.accent,
    backgroundColor: colours.bar,
    borderStyle: colours.border as 'black',
    list: [
      tab('home', '首页', 'home'),
      tab('category', '分类', 'category'),
      tab('cart', '购物车', 'cart'),
      tab('me', '我的', 'me'),
    ],
  },
  lazyCodeLoading: 'requiredComponents',
  ...(isWeapp ? { darkmode: true, themeLocation: 'theme.json' } : {}),
})
