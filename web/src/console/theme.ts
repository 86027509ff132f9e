import { createTheme, type MantineColorsTuple } from '@mantine/core';

// One brand green. Shade 7 on white has a contrast of 5.4 to 1 (AA for text of any size).
const quita: MantineColorsTuple = [
  '#ecfaf3',
  '#d6f3e4',
  '#a9e6c8',
  '#78d9aa',
  '#51cd91',
  '#38b97b',
  '#1d9e64',
  '#127a4c',
  '#0b6440',
  '#064d31',
];

export const theme = createTheme({
  primaryColor: 'quita',
  primaryShade: { light: 7, dark: 7 },
  colors: { quita },
  defaultRadius: 'md',
  fontFamily:
    'Inter, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  headings: { fontWeight: '650' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Modal: { defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.35 } } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 300 } },
    Skeleton: { defaultProps: { radius: 'sm' } },
    Badge: { defaultProps: { radius: 'sm', tt: 'none', fw: 600 } },
  },
});
