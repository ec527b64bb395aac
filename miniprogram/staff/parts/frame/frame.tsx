import type { ReactNode } from 'react'
import { Page } from '../../../components/page/page'
import { useStaff, type Staff } from '../use-staff'
import { Gate } from './gate'
import { Nav, type StaffTab } from './nav'
import '../staff.css'

interface FrameProps {
  readonly title: string
  readonly tab: StaffTab
  /** A page that was opened from a room: on a phone its own bar takes the place of the navigation. */
  readonly isDetail?: boolean
  readonly children: (staff: Staff) => ReactNode
}

/** What every page of the workbench stands in; only people who act as staff see its content. */
export function Frame({ title, tab, isDetail = false, children }: FrameProps) {
  const staff = useStaff()
  return (
    <Page title={title} className={`staff-frame${isDetail ? ' staff-frame--detail' : ''}`}>
      {staff ? (
        <>
          {children(staff)}
          <Nav staff={staff} active={tab} isWideOnly={isDetail} />
        </>
      ) : (
        <Gate />
      )}
    </Page>
  )
}
