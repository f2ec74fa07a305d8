/// Shows the value under the pointer, or under the keyboard's cursor, in words.
///
/// Without a script the same words are the titles of what is pointed at, and stand in the table of
/// values below each chart.
enum Readout {
    static let script = Markup.tag(
        "script", [:],
        [
            .own(
                """
                document.querySelectorAll('.chart').forEach(function(chart){\
                var hits=chart.querySelectorAll('.hit'),out=chart.querySelector('.readout'),at=-1;\
                if(!hits.length||!out)return;\
                function show(i){if(at>=0)hits[at].classList.remove('here');at=i;\
                hits[i].classList.add('here');\
                out.textContent=hits[i].querySelector('title').textContent}\
                hits.forEach(function(hit,i){hit.addEventListener('mouseenter',function(){show(i)})});\
                chart.addEventListener('keydown',function(e){\
                var step={ArrowRight:1,ArrowLeft:-1,Home:-hits.length,End:hits.length}[e.key];\
                if(!step||e.target!==chart)return;e.preventDefault();\
                show(Math.max(0,Math.min(hits.length-1,at+step)))})});
                """)
        ])
}
