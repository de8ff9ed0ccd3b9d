"""The page's own style: light and dark as the reader's device wishes, wide tables that scroll, and paper."""

STYLE = """
:root { color-scheme: light dark; --ink: #1b1b1b; --dim: #555; --paper: #fff; --line: #c9c9c9; --bar: #2a5f9e;
  --warn: #8a3b00; --soft: #f3f3f0; }
@media (prefers-color-scheme: dark) { :root { --ink: #ececec; --dim: #b3b3b3; --paper: #161616; --line: #4a4a4a;
  --bar: #7fb2ea; --warn: #ffb37a; --soft: #222; } }
body { margin: 0 auto; max-width: 66rem; padding: 1rem 1.25rem 3rem; color: var(--ink); background: var(--paper);
  font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; margin: 0.5rem 0; } h2 { font-size: 1.25rem; margin: 2.5rem 0 0.25rem; }
p { max-width: 44rem; } .dim { color: var(--dim); } .warn { color: var(--warn); font-weight: 600; }
.wide { overflow-x: auto; margin: 1rem 0; }
.wide:focus-visible, a:focus-visible { outline: 3px solid var(--bar); outline-offset: 2px; }
table { border-collapse: collapse; min-width: 30rem; }
caption { text-align: left; font-weight: 600; padding: 0.25rem 0; }
th, td { border-bottom: 1px solid var(--line); padding: 0.25rem 0.75rem 0.25rem 0; text-align: left;
  vertical-align: top; font-weight: normal; }
thead th { border-bottom: 2px solid var(--line); color: var(--dim); }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
code { font-size: 0.95em; overflow-wrap: anywhere; } a { color: inherit; }
svg { display: block; width: 8rem; height: 0.75rem; margin-top: 0.4rem; }
svg .ground { fill: var(--soft); stroke: var(--line); } svg .filled { fill: var(--bar); }
footer { margin-top: 3rem; border-top: 1px solid var(--line); }
@media print { :root { color-scheme: light; --ink: #000; --paper: #fff; --soft: #fff; --bar: #444; --warn: #000; }
  body { max-width: none; padding: 0; } .wide { overflow: visible; } table { min-width: 0; }
  tr, caption { break-inside: avoid; } h2 { break-after: avoid; } nav { display: none; } }
"""
