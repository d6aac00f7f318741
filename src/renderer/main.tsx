import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { App } from './app';
import { createSnapshotStore } from './snapshot-store';
import './styles/tokens.css';
import './styles/base.css';

// zod would compile its schemas with `new Function`, which the content security policy forbids.
z.config({ jitless: true });

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App store={createSnapshotStore(window.gangway)} />
    </StrictMode>,
  );
}
