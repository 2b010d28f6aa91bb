import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/shell.css';
import './styles/parts.css';
import './styles/charts.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { SessionProvider } from './api/session.tsx';
import { App } from './App.tsx';
import { WordsProvider } from './i18n/index.tsx';
import { Router } from './router.tsx';

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <WordsProvider>
      <Router>
        <SessionProvider>
          <App />
        </SessionProvider>
      </Router>
    </WordsProvider>
  </StrictMode>,
);
