package import FumbleModel

/// What was typed for each argument and flag of a usage line.
package struct Match: Sendable, Hashable {
    /// In the order of the usage line; a repeated argument has one value for each word typed.
    package let values: [Value]

    package init(values: [Value]) {
        self.values = values
    }

    /// A line that said nothing: what a response, which nobody types, is resolved with.
    package static let none = Match(values: [])

    /// One argument or flag, what was typed for it, and where.
    package struct Value: Sendable, Hashable {
        package let name: String
        /// nil: it was left out, or blank. A flag's text is the flag.
        package let text: String?
        /// In characters of the line; where nothing was typed, both are 0.
        package let offset: Int
        package let length: Int

        package init(name: String, text: String?, offset: Int, length: Int) {
            self.name = name
            self.text = text
            self.offset = offset
            self.length = length
        }
    }

    /// As guards see them.
    package var arguments: [GuardRequest.Argument] {
        values.map { GuardRequest.Argument(name: $0.name, text: $0.text) }
    }

    /// The same line, where a window gave what it left out; a blank is none of that.
    func supplied(by window: WindowSpec) -> Match {
        let given = window.given
        return Match(
            values: values.map { value in
                guard value.text == nil, value.length == 0,
                    let supply = given.first(where: { $0.argument == value.name })
                else { return value }
                return Value(name: value.name, text: supply.text, offset: 0, length: 0)
            })
    }

    /// What a window gives of what the line leaves out, where the usage has a place for it: for its
    /// environment it always has.
    func left(to window: WindowSpec, by usage: Usage) -> [WindowSpec.Supply] {
        let said = values.filter { $0.text != nil || $0.length > 0 }.map(\.name)
        let read = usage.arguments + [Resolver.environmentArgument]
        return window.given.filter {
            !said.contains($0.argument) && read.contains($0.argument)
        }
    }

    package func values(of name: String) -> [Value] {
        values.filter { $0.name == name }
    }

    /// Whether a flag was typed.
    package func has(_ flag: String) -> Bool {
        values.contains { $0.name == flag && $0.text != nil }
    }
}

extension WindowSpec {
    /// All that it gives, its environment among it.
    package var given: [Supply] {
        let argument = Resolver.environmentArgument
        return (environment.map { [Supply(argument: argument, text: $0)] } ?? []) + supplies
    }
}
