import { Modal } from '@mantine/core'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { KeyHint } from '../ui/key-hint.tsx'

/** Every shortcut, by place, spelled as the system does. Opened with `?`. */
export function ShortcutsOverlay({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  const groups = [
    [
      t('shell.shortcuts.anywhere'),
      [
        [t('shell.shortcuts.palette'), ['Mod+K']],
        [t('shell.shortcuts.help'), ['?']],
        [t('shell.shortcuts.back'), ['Alt+ArrowLeft']],
        [t('shell.shortcuts.forward'), ['Alt+ArrowRight']],
        [t('shell.shortcuts.screens'), ['Alt+1', 'Alt+6']],
        [t('shell.shortcuts.audit'), ['Alt+A']],
        [t('shell.shortcuts.wallboard'), ['Alt+W']],
        [t('shell.shortcuts.close'), ['Escape']],
      ],
    ],
    [
      t('shell.shortcuts.lists'),
      [
        [t('shell.shortcuts.move'), ['J', 'K', 'ArrowDown', 'ArrowUp']],
        [t('shell.shortcuts.page'), ['PgDn', 'PgUp']],
        [t('shell.shortcuts.ends'), ['Home', 'End']],
        [t('shell.shortcuts.open'), ['Enter']],
        [t('shell.shortcuts.tick'), ['X']],
        [t('shell.shortcuts.extend'), ['Shift+X']],
        [t('shell.shortcuts.search'), ['/']],
      ],
    ],
    [t('shell.shortcuts.forms'), [[t('shell.shortcuts.send'), ['Mod+Enter']]]],
  ] as const
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('shell.shortcuts.title')}
      size={640}
      yOffset={112}
      padding={0}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
      classNames={{ header: 'cb-dialog-head', title: 'cb-title', content: 'cb-dialog' }}
      transitionProps={{ duration: 0 }}
    >
      <div className="cb-shortcuts">
        {groups.map(([title, rows]) => (
          <Fragment key={title}>
            <h3>{title}</h3>
            {rows.map(([label, keys]) => (
              <div key={label}>
                {label}
                <span>
                  {keys.map(key => (
                    <KeyHint key={key} keys={key} />
                  ))}
                </span>
              </div>
            ))}
          </Fragment>
        ))}
      </div>
    </Modal>
  )
}
