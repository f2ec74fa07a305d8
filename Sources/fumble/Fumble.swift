import ArgumentParser

@main
struct Fumble: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Breaks a fleet the way people do.")
}
