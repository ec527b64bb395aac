/** What identity refuses. AUTH and REQUEST codes are the door's: every action may answer with them. */
export const AUTH = {
  needed: 'AUTH.NEEDED',
  expired: 'AUTH.EXPIRED',
  forbidden: 'AUTH.FORBIDDEN',
} as const

export const IDENTITY = {
  slowDown: 'REQUEST.SLOW_DOWN',
  noTicket: 'SIGN_IN.NO_TICKET',
  ticketUsed: 'SIGN_IN.USED',
  onlyInWechat: 'SIGN_IN.ONLY_IN_WECHAT',
  noInvite: 'STAFF.NO_INVITE',
  inviteUsed: 'STAFF.INVITE_USED',
  inviteExpired: 'STAFF.INVITE_EXPIRED',
  noMember: 'STAFF.NO_MEMBER',
  ownAccount: 'STAFF.OWN_ACCOUNT',
  badCursor: 'STAFF.BAD_CURSOR',
} as const
