/// Does one piece of work that `scripts/bench`, which alone calls it, measures.
@main
enum FumbleBench {
    static func main() async {
        let words = Array(CommandLine.arguments.dropFirst())
        let isDone =
            if let work = SimulatorWork(words) {
                work.run()
            } else if let work = ProxyWork(words) {
                await work.run()
            } else if let work = HarnessWork(words) {
                await work.run()
            } else if let work = LoadWork(words) {
                await work.run()
            } else if let work = ExploreWork(words) {
                work.run()
            } else {
                false
            }
        if !isDone {
            print(
                """
                usage: fumble-bench (machine-repair|shared-queue) SERVERS AMOUNT SEED
                       fumble-bench proxy SERVER-PORT
                       fumble-bench load SERVER-PORT RATE SECONDS PATH
                       fumble-bench neighbours FLEET LINE MODEL KEYBOARD REPEATS
                       fumble-bench harness FLEET KEEPER FOLDER DEATHS SECONDS
                """)
        }
    }
}
