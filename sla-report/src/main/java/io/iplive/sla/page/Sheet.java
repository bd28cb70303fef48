package io.iplive.sla.page;

/** How the page looks, on a screen and on paper. */
final class Sheet {

  static final String STYLE =
      """
      :root{--ink:#1d2733;--soft:#5b6876;--line:#d9dfe6;--pale:#f4f6f8;--up:#3a7d5c;--down:#b5382a;--mark:#2b4c7e}
      *{box-sizing:border-box;-webkit-print-color-adjust:exact;print-color-adjust:exact}
      body{margin:0;background:#fff;color:var(--ink);font:14px/1.5 "Segoe UI","Helvetica Neue",Arial,"Noto Sans","PingFang SC","Microsoft YaHei","Noto Sans CJK SC","WenQuanYi Zen Hei",sans-serif}
      main{max-width:960px;margin:0 auto;padding:36px 28px 48px}
      header{border-bottom:3px solid var(--mark);padding-bottom:14px;margin-bottom:22px}
      h1{font-size:27px;font-weight:600;margin:0 0 10px;letter-spacing:-.01em}
      h2{font-size:16px;font-weight:600;margin:34px 0 8px;color:var(--mark)}
      header dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 18px;margin:0}
      dt{color:var(--soft)}dd{margin:0}
      .sum{display:flex;gap:26px;align-items:stretch;margin:0 0 6px}
      .big{flex:0 0 250px;background:var(--pale);border-left:5px solid var(--up);padding:16px 18px}
      .big.missed{border-color:var(--down)}
      .big b{display:block;font-size:34px;line-height:1.15;font-weight:600;font-variant-numeric:tabular-nums;white-space:nowrap}
      .big span{color:var(--soft)}
      .big em{font-style:normal;font-weight:600;color:var(--up);display:block;margin-top:4px}
      .big.missed em{color:var(--down)}
      .facts{flex:1;display:grid;grid-template-columns:repeat(3,1fr);gap:0 18px;margin:0}
      .facts div{border-top:1px solid var(--line);padding:7px 0 9px}
      .facts dt{font-size:12.5px}.facts dd{font-size:17px;font-variant-numeric:tabular-nums}
      p.note{margin:0 0 8px;color:var(--soft);font-size:12.5px}
      svg{display:block;width:100%;height:auto;overflow:visible}
      svg text{font-size:11px;fill:var(--soft);font-family:inherit}
      table{border-collapse:collapse;width:100%;font-size:12.5px;font-variant-numeric:tabular-nums}
      th{text-align:left;font-weight:600;color:var(--soft);border-bottom:1px solid var(--ink);padding:4px 8px 4px 0;vertical-align:bottom}
      td{border-bottom:1px solid var(--line);padding:4px 8px 4px 0;vertical-align:top}
      th.n,td.n{text-align:right}td.n{white-space:nowrap}th:last-child,td:last-child{padding-right:0}
      td.a{overflow-wrap:anywhere}td small{color:var(--soft);display:block;overflow-wrap:anywhere}
      td.missed{color:var(--down);font-weight:600}
      td svg{width:130px;height:16px;margin-top:2px}
      .key{display:flex;flex-wrap:wrap;gap:3px 20px;margin:8px 0 0;padding:0;list-style:none;font-size:12.5px}
      .key i{display:inline-block;width:10px;height:10px;margin-right:6px}
      .key b{font-weight:600;font-variant-numeric:tabular-nums}
      ol{padding-left:20px;margin:0;font-size:12.5px;color:#3b4754}ol li{margin:0 0 5px}
      section{break-inside:auto}figure{margin:0;break-inside:avoid}tr,li{break-inside:avoid}h2,p.note{break-after:avoid}thead{display:table-header-group}
      @media(max-width:720px){.sum{flex-direction:column}.facts{grid-template-columns:repeat(2,1fr)}.big{flex-basis:auto}}
      @page{size:A4;margin:14mm 13mm}
      @media print{body{font-size:11.5px}main{max-width:none;padding:0}h2{margin-top:22px}table,ol,.key,p.note{font-size:10.5px}.big{flex-basis:215px}.big b{font-size:29px}.facts dd{font-size:14.5px}.facts dt{font-size:11px}}
      """;

  private Sheet() {}
}
