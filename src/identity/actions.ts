import { getMe } from './get-me'
import { inviteStaff } from './invite-staff'
import { joinStaff } from './join-staff'
import { listStaff } from './list-staff'
import { openCustomerSession, openStaffSession } from './open-session'
import { closeSession, refreshSession } from './refresh-session'
import { revokeStaff } from './revoke-staff'
import { confirmSignIn, lookAtSignIn, pollSignIn, startSignIn } from './sign-in-browser'

export const customerActions = {
  session: { open: openCustomerSession, refresh: refreshSession, close: closeSession },
  me: { get: getMe },
  signIn: { start: startSignIn, poll: pollSignIn, look: lookAtSignIn, confirm: confirmSignIn },
  staff: { join: joinStaff },
}

export const staffActions = {
  session: { open: openStaffSession, refresh: refreshSession, close: closeSession },
  me: { get: getMe },
  staff: { list: listStaff, invite: inviteStaff, revoke: revokeStaff },
}
