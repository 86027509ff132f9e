import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';
import { t } from '../i18n';

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

// Each state's word on its own tint: at least 4.5 to 1.
const legible: Record<string, string> = {
  blue: '#154a86',
  green: '#1b5e2a',
  quita: '#0b6440',
  red: '#a31616',
  yellow: '#6e4500',
  gray: '#3d464b',
};

const closeButtonProps = () => ({ 'aria-label': t('action.close') });

/** Made after the language is known: Mantine's own closing buttons get their names here. */
export const makeTheme = () =>
  createTheme({
    primaryColor: 'quita',
    primaryShade: { light: 7, dark: 7 },
    colors: { quita },
    defaultRadius: 'md',
    // Not system-ui: on a Debian with few fonts that is a typewriter's.
    fontFamily: 'Inter, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
    headings: { fontWeight: '650' },
    cursorType: 'pointer',
    respectReducedMotion: true,
    components: {
      Modal: {
        defaultProps: {
          centered: true,
          overlayProps: { backgroundOpacity: 0.35 },
          closeButtonProps: closeButtonProps(),
        },
      },
      // The note below its field: fields side by side stand on one line.
      InputWrapper: {
        defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] },
      },
      Drawer: { defaultProps: { closeButtonProps: closeButtonProps() } },
      Notification: { defaultProps: { closeButtonProps: closeButtonProps() } },
      Alert: { styles: { title: { color: 'inherit' } } },
      Tooltip: { defaultProps: { withArrow: true, openDelay: 300 } },
      Skeleton: { defaultProps: { radius: 'sm' } },
      Badge: {
        defaultProps: { radius: 'sm', tt: 'none', fw: 600 },
        // A state's word is never cut, and stays legible on its tint (AA).
        styles: {
          root: { width: 'max-content', maxWidth: 'none' },
          label: { overflow: 'visible' },
        },
        vars: (
          _theme: unknown,
          { color = 'gray', variant }: { color?: string; variant?: string },
        ) => ({
          root:
            variant === 'light'
              ? {
                  '--badge-color': `light-dark(${legible[color] ?? 'inherit'}, var(--mantine-color-${color}-2))`,
                }
              : {},
        }),
      },
    },
  });

// Mantine's greys and reds for small text are paler than AA allows.
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#5c6862',
    '--mantine-color-placeholder': '#6c7771',
    '--mantine-color-red-text': 'var(--mantine-color-red-9)',
    '--mantine-color-error': 'var(--mantine-color-red-9)',
  },
  dark: {
    '--mantine-color-dimmed': '#a7b0ab',
    '--mantine-color-placeholder': '#98a19c',
    '--mantine-color-red-text': 'var(--mantine-color-red-4)',
    '--mantine-color-error': 'var(--mantine-color-red-4)',
  },
});
