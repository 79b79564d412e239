const LIGHT = `--bg:#fbfbfa;--panel:#fff;--line:#e7e6e2;--strong:#cfcdc7;--ink:#1d1f21;--ink2:#565b61;--ink3:#676c72;
--accent:#0b7285;--soft:#e3f2f5;--bad:#b3261e;--bad-soft:#fbeae8;--ok:#226b34;--warn-soft:#fff4d6;--band:#0b728522;--shade:#b3261e16;--code:#f4f3f0`
const DARK = `--bg:#131517;--panel:#1a1d20;--line:#2a2e33;--strong:#41474e;--ink:#e8eaec;--ink2:#a9afb6;--ink3:#9097a0;
--accent:#4bb8cc;--soft:#16323a;--bad:#ff8a80;--bad-soft:#3a1f1e;--ok:#7ccf8e;--warn-soft:#4a3a10;--band:#4bb8cc2b;--shade:#ff8a8024;--code:#202427`

/** The one style of every report, so that its hash in the content policy never changes with the data. */
export const STYLE = `
:root{color-scheme:light;${LIGHT}}
@media (prefers-color-scheme:dark){:root{color-scheme:dark;${DARK}}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-behavior:smooth}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0;overflow-wrap:anywhere;background:var(--bg);color:var(--ink);font:15px/1.55 system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',sans-serif}
main,.top,.foot{max-width:920px;margin:0 auto;padding:0 28px;overflow-x:clip}
.top{padding-top:44px}
.brand{color:var(--ink3);font-size:12.5px;letter-spacing:.02em;margin:0 0 6px}
h1{font-size:29px;line-height:1.22;letter-spacing:-.018em;margin:0 0 8px;text-wrap:balance}
.subtitle{color:var(--ink2);margin:0 0 20px}
h2{font-size:20.5px;letter-spacing:-.012em;line-height:1.3;margin:46px 0 12px;padding-top:18px;border-top:1px solid var(--line)}
h3{font-size:16.5px;line-height:1.35;margin:30px 0 8px}
h4{font-size:14px;margin:22px 0 6px}
p{margin:0 0 12px;max-width:74ch;text-wrap:pretty}
.lead{font-size:17.5px;line-height:1.5;letter-spacing:-.005em}
.note{color:var(--ink2);font-size:13.5px}
ul,ol{margin:0 0 14px;padding-left:22px;max-width:74ch}
li{margin:3px 0}
a{color:var(--accent);text-decoration:none}
a:hover{text-decoration:underline}
a:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:4px}
nav{border:1px solid var(--line);background:var(--panel);border-radius:11px;padding:14px 18px 12px}
nav h2{all:unset;display:block;font-size:12.5px;color:var(--ink3);margin-bottom:6px}
nav ol{margin:0;padding-left:20px;columns:2;column-gap:40px;max-width:none}
nav li{break-inside:avoid}
p,li,dt,dd,td,th,h1,h2,h3,h4,figcaption,summary,caption,pre,code,strong,span{unicode-bidi:isolate}
.facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(170px,1fr));background:var(--panel);border:1px solid var(--line);border-radius:9px;overflow:hidden;margin:14px 0 18px}
.facts div{padding:9px 13px 10px;border-right:1px solid var(--line);border-bottom:1px solid var(--line);margin:0 -1px -1px 0}
dt{font-size:12px;color:var(--ink3);margin-bottom:1px}
dd{margin:0;font-size:15px;font-variant-numeric:tabular-nums}
figure{margin:16px 0 18px}
figcaption{font-size:13px;color:var(--ink2);margin:0 0 6px}
.plot{background:var(--panel);border:1px solid var(--line);border-radius:9px;padding:12px 12px 8px}
svg{display:block;width:100%;height:auto}
svg text{font:11.5px system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;fill:var(--ink3);font-variant-numeric:tabular-nums}
.grid{stroke:var(--line);stroke-width:1}
.axis{stroke:var(--strong);stroke-width:1}
.band{fill:var(--band)}
.expected{stroke:var(--accent);stroke-width:1.2;stroke-dasharray:5 4;fill:none}
.threshold{stroke:var(--bad);stroke-width:1.2;stroke-dasharray:5 4}
.shade{fill:var(--shade)}
.onset{stroke:var(--bad);stroke-width:1.2}
.version{stroke:var(--ink3);stroke-width:1;stroke-dasharray:2 3}
.line{fill:none;stroke:var(--ink);stroke-width:1.7;stroke-linejoin:round}
.dot{fill:var(--ink)}
svg .badge{fill:var(--ink2);font-weight:600}
svg .onset-text{fill:var(--bad);font-weight:600}
svg .name{fill:var(--ink)}
.even{stroke:var(--strong);stroke-width:1}
.span{stroke:var(--ink2);stroke-width:2}
.span.higher{stroke:var(--bad)}.span.lower{stroke:var(--ok)}
.point{fill:var(--ink2)}.point.higher{fill:var(--bad)}.point.lower{fill:var(--ok)}
.keys{display:flex;flex-wrap:wrap;gap:3px 18px;font-size:12.5px;color:var(--ink2);margin:8px 0 2px;padding:0;list-style:none;max-width:none}
.keys li{margin:0}.keys strong{color:var(--ink)}
.swatch{display:inline-block;width:14px;height:9px;border-radius:2px;margin-right:6px;vertical-align:0}
.swatch.b{background:var(--band);border:1px dashed var(--accent)}.swatch.s{background:var(--shade);border-left:2px solid var(--bad)}
.scroll{overflow-x:auto;border:1px solid var(--line);border-radius:9px;background:var(--panel);margin:6px 0 10px}
table{border-collapse:collapse;width:100%;font-size:13.5px}
caption{text-align:left;font-size:13px;color:var(--ink2);padding:9px 13px 2px}
th,td{padding:6px 13px;text-align:left;vertical-align:top;border-top:1px solid var(--line);min-width:56px}
thead th{border-top:0;font-weight:600;color:var(--ink2);font-size:12.5px;overflow-wrap:normal}
.num{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
td.day{white-space:nowrap;font-variant-numeric:tabular-nums}
td,tbody th{overflow-wrap:break-word}
td.text{max-width:380px}
td.long{min-width:110px;max-width:380px;overflow-wrap:anywhere}
.left{color:var(--ink2);font-size:12.5px;margin:-2px 0 14px}
details{margin:8px 0;border:1px solid var(--line);border-radius:9px;background:var(--panel)}
summary{cursor:pointer;padding:8px 13px;font-size:13.5px;color:var(--ink2);font-weight:500}
details[open]>summary{border-bottom:1px solid var(--line);color:var(--ink)}
details>.inside{padding:10px 14px 8px}
details .scroll{border-radius:7px}
blockquote{margin:10px 0 14px;padding:0;border:1px solid var(--line);border-left:3px solid var(--bad);border-radius:4px 9px 9px 4px;background:var(--panel)}
blockquote .where{font-size:12.5px;color:var(--ink2);padding:8px 13px 0;margin:0;max-width:none}
pre{margin:0;padding:9px 13px;white-space:pre-wrap;font:12.5px/1.5 ui-monospace,'SF Mono',Menlo,Consolas,'DejaVu Sans Mono',monospace}
code{font:.92em ui-monospace,'SF Mono',Menlo,Consolas,'DejaVu Sans Mono',monospace}
mark{background:var(--warn-soft);color:inherit;border-bottom:2px solid var(--bad);padding:1px 0}
.code{border:1px solid var(--line);border-radius:9px;background:var(--code);margin:8px 0 14px}
.code p{font-size:12.5px;color:var(--ink2);padding:8px 13px 0;margin:0}
.talk{margin:12px 0 18px}
.turn{display:grid;grid-template-columns:148px minmax(0,1fr);gap:0 14px;padding:9px 0;border-top:1px solid var(--line)}
.who{font-size:12.5px;color:var(--ink2)}
.who strong{display:block;color:var(--ink);font-size:13px}
.turn pre{padding:0;font:13.5px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif}
.turn.tool pre,.turn.call pre{font:12.5px/1.5 ui-monospace,'SF Mono',Menlo,Consolas,'DejaVu Sans Mono',monospace;background:var(--code);border-radius:7px;padding:7px 10px}
.turn.failed pre{box-shadow:inset 3px 0 0 var(--bad)}
.turn.thought pre{color:var(--ink2);font-style:italic}
.chip{display:inline-block;background:var(--bad-soft);color:var(--bad);border-radius:99px;padding:1px 9px;font-size:12px;margin:5px 5px 0 0}
.foot{color:var(--ink3);font-size:12.5px;padding-bottom:60px;margin-top:48px;padding-top:14px}
@media (max-width:680px){
main,.top,.foot{padding-left:16px;padding-right:16px}
.top{padding-top:24px}h1{font-size:24px}nav ol{columns:1}
.turn{grid-template-columns:minmax(0,1fr);gap:3px}.who strong{display:inline;margin-right:6px}
th,td{padding:5px 9px}
svg text{font-size:16px}
}
@page{size:A4;margin:17mm 15mm 18mm}
@media print{
:root{color-scheme:light;${LIGHT};--bg:#fff}
body{font-size:10.5pt}main,.top,.foot{max-width:none;padding-left:0;padding-right:0}.top{padding-top:0}
h1{font-size:21pt}h2{font-size:14.5pt;margin-top:26px}h3{font-size:12pt}.lead{font-size:12pt}
h2,h3,h4,summary,figcaption,caption{break-after:avoid}details>.inside,.turn:first-child{break-before:avoid}
figure,summary,.facts,tr,.code,.turn,blockquote{break-inside:avoid}
table{font-size:9pt}pre,.turn pre,.turn.tool pre,.turn.call pre{font-size:8.5pt}
.scroll{overflow:visible}details{border:0;background:none}details>summary{padding:6px 0;list-style:none}details>.inside{padding:6px 0}
a{color:inherit}
}
`
