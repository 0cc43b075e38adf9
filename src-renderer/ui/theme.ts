import type { CSSVariablesResolver, MantineColorsTuple } from '@mantine/core'
import { createTheme } from '@mantine/core'
import type { ComponentProps } from 'react'
import { createElement } from 'react'
import { ButtonRoot } from './button-root.tsx'

/** Mantine wants ten shades; ours are variables that follow the account and the colour scheme. */
const tuple = (fill: string, text: string, tint: string): MantineColorsTuple => [tint, tint, tint, fill, fill, fill, fill, text, text, text]

const small = { size: 'sm' } as const

/** Mantine dressed in our tokens: 13 px text, 28 px controls, radius 6, the system's font. */
export const theme = createTheme({
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  fontSizes: { xs: '12px', sm: '13px', md: '13px', lg: '16px', xl: '22px' },
  lineHeights: { xs: '16px', sm: '20px', md: '20px', lg: '24px', xl: '28px' },
  headings: {
    fontFamily: 'var(--font)',
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '16px', lineHeight: '24px' },
      h2: { fontSize: '16px', lineHeight: '24px' },
      h3: { fontSize: '12px', lineHeight: '16px' },
    },
  },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '3px', sm: '4px', md: '6px', lg: '8px', xl: '8px' },
  defaultRadius: 'md',
  cursorType: 'default',
  focusRing: 'auto',
  respectReducedMotion: true,
  black: '#18181B',
  colors: {
    accent: tuple('var(--accent)', 'var(--accent-text)', 'var(--accent-tint)'),
    red: tuple('var(--red-fill)', 'var(--red)', 'var(--red-tint)'),
    green: tuple('var(--green-fill)', 'var(--green)', 'var(--green-tint)'),
  },
  primaryColor: 'accent',
  primaryShade: 5,
  components: {
    Button: { defaultProps: { ...small, renderRoot: (props: ComponentProps<typeof ButtonRoot>) => createElement(ButtonRoot, props) } },
    TextInput: { defaultProps: small },
    NumberInput: { defaultProps: small },
    PasswordInput: { defaultProps: small },
    Select: { defaultProps: small },
    Autocomplete: { defaultProps: small },
    Textarea: { defaultProps: small },
    TagsInput: { defaultProps: small },
    MultiSelect: { defaultProps: small },
    NativeSelect: { defaultProps: small },
    Checkbox: { defaultProps: { size: 'xs' } },
    Radio: { defaultProps: { size: 'xs' } },
    Switch: { defaultProps: { size: 'xs', withThumbIndicator: false } },
    // The scroll lock writes a style element without the nonce, and our body never scrolls.
    Modal: { defaultProps: { lockScroll: false, radius: 'lg', overlayProps: { color: 'var(--scrim)', backgroundOpacity: 1 } } },
    Menu: { defaultProps: { radius: 'lg', shadow: 'none', transitionProps: { duration: 120 } } },
    Popover: { defaultProps: { radius: 'lg', shadow: 'none', transitionProps: { duration: 120 } } },
    Tooltip: { defaultProps: { openDelay: 500, transitionProps: { duration: 120 } } },
  },
})

/** Points Mantine's own variables at our tokens, which know both schemes. */
export const cssVariables: CSSVariablesResolver = () => {
  const both = {
    '--mantine-color-body': 'var(--bg)',
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-bright': 'var(--text)',
    '--mantine-color-dimmed': 'var(--text3)',
    '--mantine-color-placeholder': 'var(--text3)',
    '--mantine-color-anchor': 'var(--accent-text)',
    '--mantine-color-error': 'var(--red)',
    '--mantine-color-default': 'var(--raised)',
    '--mantine-color-default-hover': 'var(--hover)',
    '--mantine-color-default-color': 'var(--text)',
    '--mantine-color-default-border': 'var(--line2)',
    '--mantine-color-disabled': 'var(--sunken)',
    '--mantine-color-disabled-color': 'var(--faint)',
    '--mantine-color-disabled-border': 'var(--line)',
    '--mantine-primary-color-filled': 'var(--accent)',
    '--mantine-primary-color-filled-hover': 'var(--accent)',
    '--mantine-primary-color-light': 'var(--accent-tint)',
    '--mantine-primary-color-light-hover': 'var(--accent-tint)',
    '--mantine-primary-color-light-color': 'var(--accent-text)',
    '--mantine-primary-color-contrast': 'var(--on-accent)',
    '--mantine-color-accent-filled': 'var(--accent)',
    '--mantine-color-accent-filled-hover': 'var(--accent)',
    '--mantine-color-accent-outline': 'var(--accent-text)',
    '--mantine-color-accent-light': 'var(--accent-tint)',
    '--mantine-color-accent-light-hover': 'var(--accent-tint)',
    '--mantine-color-accent-light-color': 'var(--accent-text)',
  }
  return { variables: {}, light: both, dark: both }
}
