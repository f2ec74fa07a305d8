/// How pages look: by day, by night, on paper, and on a telephone.
///
/// Colours are those of Okabe and Ito ("Color Universal Design", 2008), which colour-blind people tell
/// apart; nothing is said by colour alone.
enum Stylesheet {
    static let base = Markup.own(
        """
        :root{color-scheme:light dark;--paper:#fff;--ink:#1a1f26;--soft:#57606a;--line:#d5dae1;\
        --panel:#f4f6f9;--good:#00639c;--bad:#b03a00;--open:#7a5c00;--shade:#b03a0026;\
        --data:#0072b2;--fill:#0072b233;--alt:#007a5a;--third:#a8437f}
        @media(prefers-color-scheme:dark){:root{--paper:#12161c;--ink:#e8ecf1;--soft:#a2acb8;\
        --line:#343c47;--panel:#1b2129;--good:#6cbef2;--bad:#ff9457;--open:#ecc94b;\
        --shade:#ff945733;--data:#56b4e9;--fill:#56b4e93d;--alt:#3fcf9f;--third:#e59bc5}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--paper);color:var(--ink);\
        font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;\
        font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
        main{max-width:66rem;margin:0 auto;padding:1.5rem 1.25rem 4rem}
        h1{font-size:1.75rem;line-height:1.25;margin:.6rem 0 .4rem;text-wrap:balance}
        h2{font-size:1.25rem;margin:2.6rem 0 .7rem;padding-top:.6rem;border-top:1px solid var(--line)}
        h2 small{display:block;font-size:.85rem;font-weight:400;color:var(--soft)}
        h3{font-size:1rem;margin:1.4rem 0 .4rem}
        p{margin:.4rem 0;max-width:48rem}
        a{color:var(--good)}
        :focus-visible{outline:2px solid var(--good);outline-offset:2px}
        .soft{color:var(--soft)}
        .bad{color:var(--bad);font-weight:600}
        .mark{display:inline-flex;align-items:center;gap:.45em;font-weight:700;border-radius:99px;\
        padding:.15em .8em;border:2px solid currentColor;white-space:nowrap}
        .confirmed,.held,.kept{color:var(--good)}
        .deviated,.broke,.bypassed,.broken{color:var(--bad)}
        .inconclusive{color:var(--open)}
        .claim{font-size:1.05rem;color:var(--soft)}
        .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(10.5rem,1fr));gap:.7rem;\
        margin:1.2rem 0}
        .tile{background:var(--panel);border:1px solid var(--line);border-radius:.6rem;\
        padding:.6rem .8rem}
        .tile b{display:block;overflow-wrap:normal;font-size:1.35rem;line-height:1.25}
        .tile span{color:var(--soft);font-size:.87rem}
        code,pre{font:.87em/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
        code{background:var(--panel);border-radius:.25rem;padding:.08em .3em}
        pre{background:var(--panel);border:1px solid var(--line);border-radius:.4rem;\
        padding:.5rem .7rem;margin:.4rem 0;white-space:pre-wrap}
        .wide{overflow-x:auto}
        table{border-collapse:collapse;width:100%;font-size:.93rem}
        th,td{text-align:left;vertical-align:top;padding:.32rem .6rem;\
        border-bottom:1px solid var(--line);overflow-wrap:break-word}
        thead th{color:var(--soft);font-weight:600;font-size:.85rem}
        tbody th{font-weight:500}
        .list th{width:1%;white-space:nowrap}
        .numbers th:not(:first-child),.numbers td{text-align:right}
        dl{display:grid;grid-template-columns:minmax(7rem,auto) 1fr;gap:.2rem 1rem;margin:.5rem 0}
        dt{color:var(--soft)}
        dd{margin:0}
        details{margin:.4rem 0}
        summary{cursor:pointer;color:var(--soft)}
        ol.story{list-style:none;margin:.6rem 0;padding:0}
        ol.story li{display:grid;grid-template-columns:6.6rem 1fr;gap:.8rem;padding:.22rem 0;\
        border-bottom:1px solid var(--line)}
        ol.story time{color:var(--soft);text-align:right;white-space:nowrap}
        ol.story .turn{font-weight:600}
        .finding{border-left:4px solid currentColor;padding:.1rem 0 .1rem .9rem;margin:1rem 0}
        .finding>*{color:var(--ink)}
        .finding>.mark{color:inherit}
        footer{margin-top:2.5rem;padding-top:.8rem;border-top:1px solid var(--line);\
        color:var(--soft);font-size:.87rem}
        @media(max-width:40rem){h1{font-size:1.4rem}main{padding:1rem .8rem 3rem}\
        ol.story li{grid-template-columns:1fr;gap:0}ol.story time{text-align:left}\
        th,td{padding:.3rem .3rem}table{font-size:.8rem}\
        .tile b{font-size:1.1rem}.numbers tbody th{max-width:5.5rem}dl{grid-template-columns:1fr}\
        dd{margin-bottom:.3rem}}
        @media print{:root{font-size:12px;color-scheme:light;--paper:#fff;--ink:#000;--soft:#444;--line:#bbb;\
        --panel:#f4f4f4;--good:#00639c;--bad:#b03a00;--open:#7a5c00;--shade:#b03a0026;--data:#0072b2;\
        --fill:#0072b233;--alt:#007a5a;--third:#a8437f}\
        body{font-size:12px;print-color-adjust:exact;-webkit-print-color-adjust:exact}\
        main{max-width:none;padding:0}h2,h3{break-after:avoid}figure,.finding,tr,.tile,.lane\
        {break-inside:avoid}details:not([open]){display:none}}
        @page{margin:14mm}

        """)

    static let charts = Markup.own(
        """
        figure{margin:.5rem 0}
        .lane{display:grid;grid-template-columns:13rem minmax(0,1fr);gap:0 .9rem;\
        align-items:center;margin:.25rem 0}
        .lane>.what{font-size:.87rem;line-height:1.3;text-align:right}
        .lane>.what small{display:block;color:var(--soft);font-size:.8rem}
        .lane>div,.lane>svg{min-width:0}
        .plot{display:block;width:100%;overflow:visible}
        .plot text{fill:var(--ink);font:12px system-ui,-apple-system,"Segoe UI",Roboto,\
        "DejaVu Sans",sans-serif;paint-order:stroke;stroke:var(--paper);stroke-width:3px;\
        stroke-linejoin:round}
        .plot .soft{fill:var(--soft)}
        .plot .bad{fill:var(--bad);font-weight:600}
        .frame{fill:var(--panel)}
        .axis{stroke:var(--line)}
        .area{fill:var(--fill);stroke:none}
        .curve{fill:none;stroke:var(--data);stroke-width:1.6;vector-effect:non-scaling-stroke}
        .curve.alt{stroke:var(--alt);stroke-dasharray:5 3}
        .curve.third{stroke:var(--third);stroke-dasharray:2 2}
        .curve.error{stroke:var(--bad)}
        .area.error{fill:var(--shade)}
        .least{stroke:var(--bad);stroke-width:1.5;stroke-dasharray:6 4}
        .below{fill:url(#below)}
        .fault{fill:url(#fault)}
        .stone{stroke:var(--soft);stroke-dasharray:2 3}
        .hatch{stroke:var(--bad);stroke-width:2}
        .hatch.soft{stroke:var(--soft);opacity:.45}
        .bar{fill:var(--data)}
        .bar.people{fill:var(--third)}
        .bar.queue{fill:var(--alt)}
        .bar.phase{fill:var(--line)}
        .bar.phase.even{fill:var(--soft);fill-opacity:.45}
        .bar-cell{min-width:4rem;padding-right:.5rem}
        .bar.fault{fill:var(--bad);opacity:.5}
        .sign{fill:var(--data);stroke:var(--paper);stroke-width:1}
        .sign.bad{fill:var(--bad)}
        .sign.alt{fill:var(--third)}
        .disc{fill:var(--ink)}
        .plot .letter{fill:var(--paper);stroke:none;font-size:11px;font-weight:700}
        .hit{fill:transparent}
        .hit:hover,.hit.here{fill:var(--ink);fill-opacity:.13}
        .dot{fill:var(--data);stroke:var(--paper);stroke-width:.8}
        .dot.bad{fill:var(--bad)}
        .dot.alt{fill:var(--alt)}
        .dot.open{fill:var(--paper);stroke:var(--bad);stroke-width:1.6}
        .dot.hit:hover,.dot.here{fill:var(--ink);fill-opacity:1;stroke:var(--ink);stroke-width:4}
        .outline{fill:var(--paper);stroke:var(--ink);stroke-width:1.5}
        .slope{stroke:var(--data);stroke-width:1.2}
        .slope.bad{stroke:var(--bad);stroke-dasharray:5 3}
        .pair .dot{fill-opacity:1}
        .pair:hover .slope,.pair.here .slope{stroke-width:4;stroke-dasharray:none}
        .pair:hover .dot,.pair.here .dot{stroke:var(--ink);stroke-width:3}
        .lanes+.lanes,.lanes+.wide{margin-top:1.2rem}
        .range{stroke:var(--ink);stroke-width:2}
        .range.wide{stroke-width:7;stroke-opacity:.22}
        .even{stroke:var(--soft)}
        .sign.quiet{fill:var(--soft)}
        ol.key{display:flex;flex-wrap:wrap;gap:.15rem 1.2rem;list-style:none;padding:0;\
        margin:.5rem 0;font-size:.87rem}
        ol.key b{display:inline-block;min-width:1.35em;text-align:center;border-radius:99px;\
        background:var(--ink);color:var(--paper);font-size:.78rem;margin-right:.35em}
        .readout{min-height:1.4em;font-size:.85rem;color:var(--soft);text-align:right}
        @media(max-width:40rem){.lane{grid-template-columns:1fr}.lane>.what{text-align:left}\
        .lane>.what small{display:inline;margin-left:.5em}}
        @media print{.readout{display:none}}

        """)
}
