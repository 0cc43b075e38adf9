import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'

/** The 424 px dialog: title, content, Esc closes. What stands in it has `cb-dialog-text` and `cb-dialog-foot`. */
export function DialogFrame({
  opened,
  title,
  onClose,
  children,
}: {
  opened: boolean
  title: ReactNode
  onClose: () => void
  children: ReactNode
}) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      withCloseButton={false}
      size={424}
      centered={false}
      yOffset="9vh"
      padding={0}
      classNames={{ header: 'cb-dialog-head', title: 'cb-title', body: 'cb-dialog-body', content: 'cb-dialog' }}
      transitionProps={{ duration: 120 }}
    >
      {children}
    </Modal>
  )
}
