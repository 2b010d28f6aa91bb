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
import { chosenLanguage, learn, WordsProvider } from './i18n/index.tsx';
import { Router } from './router.tsx';

const show = () =>
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

// Whoever chose another language sees its words from the first; when they cannot be had, Italian.
learn(chosenLanguage() ?? 'it').then(show, show);
