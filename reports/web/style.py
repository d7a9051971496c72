"""How a paper looks on a screen and on A4; system fonts with Cyrillic letters, no colour that carries a meaning."""

from __future__ import annotations

STYLE = """
@page { size: A4; margin: 20mm 15mm 20mm 30mm; @bottom-center { content: counter(page); font: 10pt serif; } }
* { box-sizing: border-box; }
body { margin: 0; background: #fff; color: #000; line-height: 1.35;
  font: 12pt "Times New Roman", "Liberation Serif", "PT Serif", "DejaVu Serif", serif; }
main, footer { max-width: 180mm; margin: 0 auto; padding: 0 5mm; }
main { padding-top: 8mm; }
h1 { font-size: 16pt; text-align: center; margin: 0 0 4mm; }
h2 { font-size: 13pt; margin: 7mm 0 2mm; break-after: avoid; }
p { margin: 0 0 2mm; overflow-wrap: break-word; }
p.under { text-align: center; }
p.note, footer { font-size: 10pt; color: #333; }
footer { margin-top: 8mm; padding-bottom: 8mm; }
ul { margin: 0 0 2mm; padding-left: 6mm; }
li { overflow-wrap: break-word; }
table { width: 100%; table-layout: fixed; border-collapse: collapse; margin: 0 0 3mm; font-size: 10.5pt; }
caption { text-align: left; font-weight: bold; padding-bottom: 1mm; break-after: avoid; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { border: 0.3mm solid #555; padding: 1mm 1.5mm; text-align: left; vertical-align: top;
  overflow-wrap: anywhere; }
thead th { font-size: 9.5pt; background: #e8e8e8; overflow-wrap: break-word; hyphens: auto; }
th.number, td.number { text-align: right; overflow-wrap: normal; }
table.pairs th { width: 32%; background: #f2f2f2; font-weight: normal; }
figure { margin: 0 0 4mm; break-inside: avoid; }
figcaption { font-weight: bold; font-size: 10.5pt; margin-bottom: 1mm; }
svg { width: 100%; height: auto; display: block; }
@media print {
  main, footer { max-width: none; padding: 0 0.3mm; }
  main { padding-top: 0; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  a { color: #000; }
}
"""
