/** Colours keep 4.5:1 for text and 3:1 for marks, in light and in dark. */
export const STYLES = `
:root { color-scheme: light dark; --ground: #fff; --ink: #1b1f24; --soft: #57606a; --grid: #d0d7de; --mark: #0a58ca; --band: #0a58ca33; --good: 26 127 55; --bad: 207 34 46; --other: 87 96 106; }
@media (prefers-color-scheme: dark) { :root { --ground: #0d1117; --ink: #e6edf3; --soft: #9da7b3; --grid: #30363d; --mark: #79b8ff; --band: #79b8ff33; --good: 63 185 80; --bad: 248 81 73; --other: 139 148 158; } }
body { background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 76rem; padding: 1.5rem; }
h1, h2, h3 { line-height: 1.2; }
p.note { color: var(--soft); max-width: 46rem; }
.pair { display: flex; flex-wrap: wrap; gap: 1.5rem; align-items: start; }
.pair details { max-width: 100%; }
figure { flex: 0 1 34rem; margin: 0; }
svg { height: auto; max-width: 100%; width: 34rem; }
svg text { fill: var(--ink); font-size: 13px; }
.grid { stroke: var(--grid); }
.line { fill: none; stroke: var(--mark); stroke-width: 2.5; }
.band, .count { fill: var(--band); }
.even { stroke: var(--soft); stroke-dasharray: 5 4; }
.dot { fill: var(--mark); }
.ring { fill: var(--ground); stroke: var(--mark); stroke-width: 2; }
.whisker { stroke: var(--soft); stroke-width: 2; }
.wide { overflow-x: auto; }
table { font-size: .9rem; border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { color: var(--soft); padding: .3rem 0; text-align: start; }
th, td { border-bottom: 1px solid var(--grid); padding: .2rem .5rem; text-align: end; white-space: nowrap; }
th[scope=row], thead th:first-child { text-align: start; }
td.fails { color: rgb(var(--bad)); font-weight: 600; }
.matrix thead th { vertical-align: bottom; writing-mode: sideways-lr; }
.matrix thead th:first-child { writing-mode: horizontal-tb; }
.matrix td { text-align: center; }
.s1 { --a: .12; } .s2 { --a: .24; } .s3 { --a: .36; } .s4 { --a: .48; } .s5 { --a: .6; }
.good { background: rgb(var(--good) / var(--a, 0)); } .bad { background: rgb(var(--bad) / var(--a, 0)); } .other { background: rgb(var(--other) / var(--a, 0)); }
summary { cursor: pointer; }
@media print { details { display: block; } }
`.trim();
