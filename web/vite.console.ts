import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The console: served by the binary at "/". In development, /v1 and /p go to a running `quita`.
export default defineConfig({
  root: 'src/console',
  plugins: [react()],
  build: {
    outDir: '../../dist/console',
    emptyOutDir: true,
    // Nothing inlined as data: the Content-Security-Policy allows only files of our own.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
  },
  server: { proxy: { '/v1': 'http://127.0.0.1:8080', '/p': 'http://127.0.0.1:8080' } },
});
