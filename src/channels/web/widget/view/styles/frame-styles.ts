import { css } from 'lit';

/** The button in the corner, the panel, its head and the row of numbers. */
export const frameStyles = css`
  .launcher {
    position: fixed;
    z-index: 2147483000;
    right: max(1rem, env(safe-area-inset-right));
    bottom: max(1rem, env(safe-area-inset-bottom));
    min-height: 3.25rem;
    padding: 0.75rem 1.25rem;
    border: 1px solid transparent;
    border-radius: 2rem;
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
    box-shadow: 0 4px 18px #0003;
    cursor: pointer;
  }
  .badge {
    margin-inline-start: 0.6rem;
    padding: 0.1rem 0.5rem;
    border-radius: 1rem;
    background: var(--on-accent);
    color: var(--accent);
    font-size: 0.8125rem;
  }

  .panel {
    position: fixed;
    z-index: 2147483000;
    display: grid;
    grid-template: auto auto 1fr auto / minmax(0, 1fr);
    background: var(--ground);
    overflow: hidden;
    inset: auto max(1rem, env(safe-area-inset-right)) max(1rem, env(safe-area-inset-bottom)) auto;
    width: min(26rem, calc(100vw - 2rem));
    height: min(42rem, calc(100dvh - 2rem));
    border: 1px solid var(--line);
    border-radius: var(--radius);
    box-shadow: 0 12px 40px #0004;
  }
  :host([layout='page']) .panel {
    inset: 0;
    width: auto;
    height: 100dvh;
    border: 0;
    border-radius: 0;
    box-shadow: none;
  }
  @media (max-width: 30rem) {
    .panel {
      inset: 0;
      width: auto;
      height: 100dvh;
      border: 0;
      border-radius: 0;
    }
  }
  /* One column of reading width, however wide the window is. */
  .top,
  .help,
  .log,
  .composer {
    padding-inline: max(1rem, env(safe-area-inset-left), calc((100% - 46rem) / 2));
  }

  .top {
    display: flex;
    align-items: center;
    gap: 0.75rem;
    padding-block: calc(0.75rem + env(safe-area-inset-top)) 0.6rem;
    background: var(--surface);
  }
  .title {
    flex: 1;
    min-width: 0;
  }
  .name {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.15rem 0.6rem;
  }
  .title :is(h1, h2) {
    font-size: 1.125rem;
    line-height: 1.3;
  }
  .title p {
    font-size: 0.875rem;
    line-height: 1.35;
    color: var(--quiet);
  }
  .mode,
  .sample {
    border: 1px dashed currentcolor;
    border-radius: 0.5rem;
    background: var(--sample-ground);
    color: var(--sample);
    font-size: 0.8125rem;
    line-height: 1.35;
    padding: 0.2rem 0.55rem;
  }
  .mode {
    white-space: nowrap;
  }
  .close {
    min-width: 2.75rem;
    min-height: 2.75rem;
    border: 1px solid transparent;
    border-radius: 50%;
    background: none;
    font-size: 1.5rem;
    line-height: 1;
    cursor: pointer;
  }
  .close:hover {
    background: var(--ground);
  }

  .help {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1.25rem;
    padding-block: 0.15rem;
    border-block: 1px solid var(--line);
    background: var(--surface);
    font-size: 0.875rem;
  }
  .help a {
    display: inline-flex;
    align-items: center;
    gap: 0.35rem;
    min-height: 2rem;
    color: var(--act);
    text-decoration: none;
  }
  .help strong {
    white-space: nowrap;
  }
  @media (max-width: 30rem) {
    .title p,
    .help {
      font-size: 0.8125rem;
    }
    .help {
      column-gap: 0.9rem;
    }
    .help a {
      min-height: 1.75rem;
    }
  }
  .help a:hover {
    text-decoration: underline;
  }
`;
