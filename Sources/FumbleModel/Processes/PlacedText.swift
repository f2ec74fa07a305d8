/// A text with places that are filled when a server is started: `--port={port.client}`.
///
/// A place is a word of small letters, digits, `-`, `_` and `.` in braces; other braces stand for
/// themselves, and `{{` is a brace where a place would begin.
package struct PlacedText: Sendable, Hashable {
    package let parts: [Part]

    package enum Part: Sendable, Hashable {
        case text(String)
        case place(Place)
    }

    package init(parts: [Part]) {
        self.parts = parts
    }

    /// A text as it is, without places.
    package init(plain text: String) {
        parts = [.text(text)]
    }

    package var places: [Place] {
        parts.compactMap { part in
            if case .place(let place) = part { place } else { nil }
        }
    }

    /// - Parameter fill: what stands in a place.
    package func filled<Failure: Error>(
        _ fill: (Place) throws(Failure) -> String
    ) throws(Failure) -> String {
        var text = ""
        for part in parts {
            switch part {
            case .text(let own): text += own
            case .place(let place): text += try fill(place)
            }
        }
        return text
    }

    /// What can stand in a place.
    package enum Place: Sendable, Hashable {
        /// `{server}`: the server's name, its group's and its number in it, from 0: `index-3`.
        case server
        /// `{group}`: the name of its group.
        case group
        /// `{number}`: its number in its group, from 0.
        case number
        /// `{folder}`: its own folder, anew at each run.
        case folder
        /// `{seed}`: the seed of the run.
        case seed
        /// `{amount}`: what a program that ages a server is to add; nowhere else.
        case amount
        /// `{secret.NAME}`: what nobody may read; in variables alone.
        case secret(SecretName)
        /// `{port.NAME}`: a port of its own.
        case port(String)
        /// `{port.NAME.SERVER}`: where others find a port of a server.
        case portOf(String, server: String)
        /// `{address.NAME.SERVER}`: host and port of a server, such as `127.0.0.1:20001`.
        case address(String, server: String)
        /// `{addresses.NAME.GROUP}`: host and port of every server of a group, with commas.
        case addresses(String, group: String)
    }
}

extension PlacedText {
    /// As it is written, for people: with its places in braces.
    package var written: String {
        parts.map { part in
            switch part {
            case .text(let text): text
            case .place(let place): "{\(place.written)}"
            }
        }.joined()
    }
}

extension PlacedText.Place {
    fileprivate var written: String {
        switch self {
        case .server: "server"
        case .group: "group"
        case .number: "number"
        case .folder: "folder"
        case .seed: "seed"
        case .amount: "amount"
        case .secret(let name): "\(name)"
        case .port(let name): "port.\(name)"
        case .portOf(let name, let server): "port.\(name).\(server)"
        case .address(let name, let server): "address.\(name).\(server)"
        case .addresses(let name, let group): "addresses.\(name).\(group)"
        }
    }
}
