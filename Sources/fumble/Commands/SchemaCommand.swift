internal import ArgumentParser
internal import FumbleCatalog
internal import FumbleCompiler
internal import FumbleDocument
internal import FumbleModel

struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Prints the JSON Schema (2020-12) that editors use for hints and checks.",
        discussion: """
            Examples:
              fumble schema experiment > experiment.schema.json
              fumble schema fleet > fleet.schema.json
              fumble schema schedule > schedule.schema.json

            A file that begins with
              # yaml-language-server: $schema=./experiment.schema.json
            has hints and checks in every editor that knows the YAML language server.
            """)

    enum Subject: String, ExpressibleByArgument, CaseIterable { case experiment, fleet, schedule }

    @Argument(help: "The kind of file.")
    var subject = Subject.experiment

    func run() throws {
        let header = "\(subject.rawValue)/v1"
        let files = Declarations.all(.standard()).files
        guard let file = files.first(where: { $0.header == header }) else {
            preconditionFailure("\(header) is not declared")
        }
        let title = "fumble: \(header)"
        Console.print(JSONSchema.document(for: file.record, title: title).pretty)
    }
}
