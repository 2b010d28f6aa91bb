import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// Addresses are relative, because the pages may live below any prefix: the server writes <base> into index.html.
export default defineConfig({
  base: './',
  plugins: [react()],
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
    modulePreload: { polyfill: false },
  },
});
