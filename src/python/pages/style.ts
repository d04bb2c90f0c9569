import { css } from './html.ts'

/**
 * How pages look: on any screen, in light and in dark. Every page carries it, and installers fetch pages with every
 * install, so it is short.
 */
export const STYLE = css`
  :root {
    color-scheme: light dark;
    --ink: #1d2329;
    --soft: #5d6874;
    --line: #dde2e7;
    --paper: #fff;
    --card: #f5f7f9;
    --link: #0a5bb5;
    --warn: #8f3700;
    --tint: #ffeede;
  }
  @media (prefers-color-scheme: dark) {
    :root {
      --ink: #e3e7eb;
      --soft: #98a3ae;
      --line: #323a42;
      --paper: #12161a;
      --card: #1b2127;
      --link: #79b8ff;
      --warn: #ffb27d;
      --tint: #3a2415;
    }
  }
  * {
    box-sizing: border-box;
  }
  body {
    max-width: 60rem;
    margin: 0 auto;
    padding: 1.25rem 1.25rem 4rem;
    font:
      1rem/1.55 system-ui,
      sans-serif;
    color: var(--ink);
    background: var(--paper);
    overflow-wrap: anywhere;
  }
  a,
  button {
    color: var(--link);
    text-decoration: none;
  }
  a:hover,
  button:hover {
    text-decoration: underline;
  }
  button {
    padding: 0;
    border: 0;
    background: none;
    font: inherit;
    cursor: pointer;
  }
  nav > * {
    margin-right: 1.25rem;
  }
  h1 {
    margin: 1.75rem 0 0.25rem;
    font-size: 2rem;
    line-height: 1.2;
  }
  h1 small,
  .soft,
  time,
  dt {
    color: var(--soft);
    font-weight: 400;
  }
  h2 {
    margin: 2.25rem 0 0.75rem;
    font-size: 1.2rem;
  }
  p {
    margin: 0.5rem 0;
  }
  .lead {
    font-size: 1.125rem;
  }
  pre {
    margin: 1.25rem 0 0.25rem;
    padding: 0.75rem 1rem;
    border-radius: 0.5rem;
    background: var(--card);
    white-space: pre-wrap;
  }
  code,
  pre {
    font:
      0.875rem/1.6 ui-monospace,
      Menlo,
      Consolas,
      monospace;
  }
  dl {
    display: grid;
    grid-template-columns: max-content 1fr;
    gap: 0.4rem 1.5rem;
    margin: 1.5rem 0;
  }
  dd {
    margin: 0;
  }
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  details,
  .card {
    margin: 0.6rem 0;
    border: 1px solid var(--line);
    border-radius: 0.5rem;
    overflow: hidden;
  }
  summary {
    padding: 0.6rem 1rem;
    cursor: pointer;
  }
  details[open] summary {
    border-bottom: 1px solid var(--line);
    background: var(--card);
  }
  summary > * {
    margin: 0 0.6rem 0 0.25rem;
  }
  mark {
    display: inline-block;
    padding: 0.15rem 0.5rem;
    border-radius: 0.4rem;
    background: var(--line);
    color: inherit;
    font-size: 0.85rem;
  }
  td > a {
    margin-right: 0.5rem;
  }
  .yanked {
    background: var(--tint);
    color: var(--warn);
  }
  table {
    width: 100%;
    border-collapse: collapse;
  }
  td {
    padding: 0.55rem 1rem;
    border-top: 1px solid var(--line);
    vertical-align: top;
  }
  tr:first-child td {
    border: 0;
  }
  td + td {
    width: 1%;
    padding-left: 0;
    white-space: nowrap;
    color: var(--soft);
  }
  td p {
    margin: 0;
  }
  details p {
    padding: 0.55rem 1rem;
    margin: 0;
    border-top: 1px solid var(--line);
  }
  .columns {
    columns: 15rem;
    margin: 1.5rem 0;
  }
  @media (max-width: 40rem) {
    dl,
    td {
      display: block;
    }
    dt {
      margin-top: 0.5rem;
    }
    td + td {
      display: inline-block;
      width: auto;
      padding: 0 0 0.55rem 1rem;
      border: 0;
    }
  }
`
