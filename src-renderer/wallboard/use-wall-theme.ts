import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { useEffect } from 'react'

/** A screen on the wall is dark, unless light was chosen as the theme; what the system prefers does not count here. */
export function useWallTheme(): void {
  const { colorScheme } = useMantineColorScheme()
  const computed = useComputedColorScheme('dark')
  useEffect(() => {
    if (colorScheme === 'light') return
    const root = document.documentElement
    root.setAttribute('data-mantine-color-scheme', 'dark')
    return () => root.setAttribute('data-mantine-color-scheme', computed)
  }, [colorScheme, computed])
}
