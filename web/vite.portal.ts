import { defineConfig } from 'vite';

// The portal: one small page, whose files stand under "/portal/" and whose address is /p/{token}.
export default defineConfig({
  root: 'src/portal',
  base: '/portal/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../../dist/portal',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
