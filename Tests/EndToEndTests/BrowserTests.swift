import Foundation
import Testing

/// The page in a real browser: it says nothing on the console, and no text is cut at any width.
@Suite(.timeLimit(.minutes(30)))
struct BrowserTests {
    private static let why: Comment =
        "there is no chromium-headless-shell: apt install chromium-headless-shell"

    /// What a browser found out about a page.
    private struct Found: Decodable {
        let wide: Int
        let seen: Int
        let cut: [String]
        /// Text of tables that scroll in their own box: it can be reached, and is best not there.
        let scrolled: [String]
        let focusable: Int
        /// Charts, and those of them that told a value when an arrow was pressed.
        let charts: Int
        let told: Int
    }

    @Test(
        .enabled(if: Tool.isWanted(Tool.browser), why),
        arguments: [(1280, "mistyped-removal"), (390, "mistyped-removal"), (390, "baseline")])
    func noTextIsCut(width: Int, name: String) async throws {
        let scene = try Scene(copying: "Experiments/s3-2017")
        let page = try await scene.fumble("run", "s3-2017/\(name).yaml", "--format", "html").stdout
        let found = try await look(at: page, width: width, in: scene)
        #expect(found.cut == [] && found.scrolled == [])
        #expect(found.wide <= width)
        #expect(found.charts > 3 && found.told == found.charts)
        #expect(found.seen > 100)
        #expect(found.focusable > 10)
    }

    @Test(.enabled(if: Tool.isWanted(Tool.browser), why)) func aSweepIsAPageToo() async throws {
        let scene = try Scene()
        try Drill.deviated.write(to: scene)
        let page = try await scene.fumble(
            "sweep", "deviated.yaml", "--seeds", "1..5", "--format", "html"
        ).stdout
        let found = try await look(at: page, width: 390, in: scene)
        #expect(found.cut == [] && found.scrolled == [])
    }

    /// A sweep with settings, a comparison that fails and a trend that changes: drawn, by day and by
    /// night, on a screen and on a telephone.
    @Test(.enabled(if: Tool.isWanted(Tool.browser), why)) func whatIsMadeOfManyRunsIsDrawn()
        async throws
    {
        let scene = try Scene(copying: "Experiments/s3-2017")
        let pages = try await manyRuns(in: scene)
        for (name, page) in pages {
            #expect(page.contains("<svg class=\"plot\""), "\(name)")
            #expect(page.utf8.count < 500_000, "\(name)")
            for (width, isDark) in [(1200, false), (400, false), (400, true)] {
                let found = try await look(at: page, width: width, isDark: isDark, in: scene)
                #expect(found.cut == [], "\(name)")
                #expect(found.wide <= width, "\(name)")
                #expect(found.charts > 0 && found.told == found.charts, "\(name)")
            }
        }
    }

    private func manyRuns(in scene: Scene) async throws -> [(name: String, page: String)] {
        let baseline = "s3-2017/baseline.yaml"
        let sweep = try await scene.fumble(
            "sweep", baseline, "--seeds", "1..8", "--vary", "respond-after=6m..12m:6m",
            "--format", "html")
        _ = try await scene.fumble("sweep", baseline, "--seeds", "1..8", "--out", "before")
        for seed in 1...5 {
            _ = try await scene.fumble(
                "run", baseline, "--seed", "\(seed)", "--id", "20260501T07414\(seed)Z-\(seed)")
        }
        let fleet = "s3-2017/fleets/as-in-2017.yaml"
        try scene.write(
            scene.text(fleet).replacing("serves-from: 75%", with: "serves-from: 85%"), to: fleet)
        _ = try await scene.fumble("sweep", baseline, "--seeds", "1..8", "--out", "after")
        for seed in 1...5 {
            _ = try await scene.fumble(
                "run", baseline, "--seed", "\(seed)", "--id", "20260601T07414\(seed)Z-\(seed)")
        }
        let compare = try await scene.fumble(
            "compare", "before", "after", "--gate", "get.time-to-first-success:5%", "--format",
            "html")
        let trend = try await scene.fumble(
            "trend", "s3-2017-baseline", "--operation", "get", "--metric",
            "time-to-first-success", "--format", "html")
        #expect(compare.stdout.contains("✕ fails its gate"))
        #expect(trend.stdout.contains(">▲ +3"))
        return [("sweep", sweep.stdout), ("compare", compare.stdout), ("trend", trend.stdout)]
    }

    /// The look itself sees what is cut.
    @Test(.enabled(if: Tool.isWanted(Tool.browser), why)) func theLookSeesCutText() async throws {
        let page = """
            <!DOCTYPE html><html><body><p style="width:40px;overflow:hidden;white-space:nowrap">
            a text that has no room</p><svg width="20" height="10"><text y="8">longer than that</text>
            </svg></body></html>
            """
        let found = try await look(at: page, width: 390, in: try Scene())
        #expect(found.cut.count == 2)
    }

    /// Opens a page, and asks it about its own text; whatever the console says fails the test.
    private func look(
        at page: String, width: Int, isDark: Bool = false, in scene: Scene
    ) async throws -> Found {
        try scene.write(page.replacing("</body>", with: Self.question + "</body>"), to: "page.html")
        let ended = try await scene.run(
            "/usr/bin/env",
            [
                "chromium-headless-shell", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                "--window-size=\(width),900", "--enable-logging=stderr",
                "--virtual-time-budget=2000", "--dump-dom",
                "--blink-settings=preferredColorScheme=\(isDark ? 0 : 1)",
                "file://\(scene.folder.appending(path: "page.html").path())",
            ], environment: ["HOME": scene.folder.path()])
        #expect(ended.status == 0)
        let console = ended.stderr.split(separator: "\n").filter { $0.contains("CONSOLE") }
        #expect(console == [])
        let answer = try #require(
            ended.stdout.firstMatch(of: /<pre id="found">(.*?)<\/pre>/.dotMatchesNewlines()))
        let json = answer.output.1.replacing("&lt;", with: "<").replacing("&gt;", with: ">")
            .replacing("&amp;", with: "&")
        return try JSONDecoder().decode(Found.self, from: Data(json.utf8))
    }

    /// Each stretch of text must lie within the page, and within every box around it that hides what
    /// does not fit; a text of a drawing within that drawing, sideways and in height.
    private static let question = """
        <script>(function(){
        document.querySelectorAll('details').forEach(function(d){d.open=true});
        var cut=[],scrolled=[],seen=0,view=document.documentElement.clientWidth;
        var walker=document.createTreeWalker(document.body,NodeFilter.SHOW_TEXT);
        while(walker.nextNode()){var node=walker.currentNode,of=node.parentElement;
        if(!node.data.trim()||of.closest('script,style,title'))continue;
        var range=document.createRange();range.selectNodeContents(node);
        var box=range.getBoundingClientRect();if(!box.width)continue;seen++;
        var why='';
        if(box.left<-1||box.right>view+1)why='outside the page';
        for(var up=of;up&&up!==document.body;up=up.parentElement){
        var over=getComputedStyle(up);if(over.overflowX==='visible'&&up.tagName!=='svg')continue;
        if(up.tagName==='svg'&&!up.hasAttribute('height'))continue;
        var room=up.getBoundingClientRect();
        if(box.left<room.left-1||box.right>room.right+1)why='wider than '+up.tagName;
        if(up.tagName==='svg'&&(box.top<room.top-2||box.bottom>room.bottom+3))why='higher than '+up.tagName}
        if(why)(of.closest('.wide')?scrolled:cut).push(why+': '+node.data.trim().slice(0,60))}
        var charts=document.querySelectorAll('.chart[tabindex="0"]'),told=0;
        charts.forEach(function(chart){chart.focus();
        chart.dispatchEvent(new KeyboardEvent('keydown',{key:'ArrowRight',bubbles:true}));
        if(document.activeElement===chart&&chart.querySelector('.readout').textContent)told++});
        var found=document.createElement('pre');found.id='found';
        found.textContent=JSON.stringify({wide:document.documentElement.scrollWidth,seen:seen,cut:cut,
        scrolled:scrolled,charts:charts.length,told:told,focusable:document.querySelectorAll('a[href],summary,[tabindex="0"]').length});
        document.body.appendChild(found)})()</script>
        """
}
