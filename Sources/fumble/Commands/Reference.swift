internal import ArgumentParser

struct Reference: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "reference", abstract: "x")
}
