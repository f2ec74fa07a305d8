import ArgumentParser

/// The object store that experiments on real processes break.
@main struct Depot: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "A small object store, made to be broken.",
        subcommands: [Serve.self, Age.self])
}
