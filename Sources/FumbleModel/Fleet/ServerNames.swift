/// What each server of a fleet is called: as its group lists it, or after its group, counted from 0.
///
/// Names that follow from a group are made when they are asked for: a pre-flight names ten of a hundred
/// thousand.
package struct ServerNames: Sendable {
    private let groups: [Group]
    /// The place of each group, by its name.
    private let places: [String: Int]
    /// The servers of groups that list their names.
    private let listed: [String: ServerID]
    package let count: Int

    private struct Group: Sendable {
        let name: String
        /// The number of its first server.
        let first: Int
        let count: Int
        /// Empty: they are named after the group.
        let names: [String]

        func name(at place: Int) -> String {
            names.isEmpty ? "\(name)-\(place)" : names[place]
        }
    }

    package init(_ groups: [GroupSpec]) {
        var first = 0
        var places: [String: Int] = [:]
        var listed: [String: ServerID] = [:]
        self.groups = groups.enumerated().map { index, group in
            defer { first += group.count }
            places[group.name] = places[group.name] ?? index
            for (place, name) in group.names.enumerated() where listed[name] == nil {
                listed[name] = ServerID(first + place)
            }
            return Group(name: group.name, first: first, count: group.count, names: group.names)
        }
        self.places = places
        self.listed = listed
        count = first
    }

    package subscript(server: ServerID) -> String {
        let group = groups[group(of: server)]
        return group.name(at: server.index - group.first)
    }

    /// All of them, by the servers' numbers.
    package var all: [String] {
        groups.flatMap { group in (0..<group.count).map { group.name(at: $0) } }
    }

    /// The first of each group.
    package var oneOfEach: [String] { groups.filter { $0.count > 0 }.map { $0.name(at: 0) } }

    package func isNamed(_ server: ServerID, after name: String) -> Bool {
        groups[group(of: server)].name == name
    }

    package func isOneGroup(_ server: ServerID, _ other: ServerID) -> Bool {
        group(of: server) == group(of: other)
    }

    /// nil: no server bears the name.
    package func server(named name: String) -> ServerID? {
        if let server = listed[name] { return server }
        guard let dash = name.lastIndex(of: "-"), let place = places[String(name[..<dash])] else {
            return nil
        }
        let group = groups[place]
        let rest = name[name.index(after: dash)...]
        guard group.names.isEmpty, let number = Int(rest), "\(number)" == rest,
            (0..<group.count).contains(number)
        else { return nil }
        return ServerID(group.first + number)
    }

    /// The place of a server's group in the fleet's file.
    private func group(of server: ServerID) -> Int {
        var (low, high) = (0, groups.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if groups[middle].first <= server.index { low = middle } else { high = middle }
        }
        // A group without a server begins where the next one does.
        precondition(
            low < groups.count && server.index - groups[low].first < groups[low].count,
            "server \(server.index) is of no group")
        return low
    }
}

extension ServerNames {
    /// The most servers that are named in one sentence.
    package static let mostNamed = 10

    /// `index-1, index-4 and 12 more`.
    package func list(_ servers: [ServerID], atMost most: Int = mostNamed) -> String {
        let named = servers.prefix(most).map { self[$0] }.joined(separator: ", ")
        let more = servers.count - most
        return more > 0 ? "\(named) and \(more) more" : named
    }

    /// `index-1`, or `3 servers: index-1, index-4, index-5`.
    package func counted(_ servers: [ServerID], atMost most: Int = mostNamed) -> String {
        switch servers.count {
        case 0: "no server"
        case 1: self[servers[0]]
        default: "\(servers.count) servers: \(list(servers, atMost: most))"
        }
    }

    /// What people type to say that they mean them: `index-1`, or `3 servers`.
    package func asked(for servers: [ServerID]) -> String {
        servers.count == 1 ? self[servers[0]] : "\(servers.count) servers"
    }
}

// MARK: Names alike

extension ServerNames {
    /// The most names that are near to one, and the most other groups of which one is.
    private static let mostNear = 16

    /// Names that one is easily taken for: those that one stray key makes of it, those beside it in its
    /// group's list, and of each other group, up to a bound, the first.
    ///
    /// What it costs hangs on the length of the name, and not on how many servers there are.
    package func near(_ name: String) -> [String] {
        guard let server = server(named: name) else { return oneEdit(from: name) }
        var near = oneEdit(from: name)
        let own = group(of: server)
        let group = groups[own]
        let place = server.index - group.first
        var reach = 1
        while near.count < Self.mostNear, reach < group.count {
            for beside in [place + reach, place - reach] where (0..<group.count).contains(beside) {
                let other = group.name(at: beside)
                if near.count < Self.mostNear, !near.contains(other) { near.append(other) }
            }
            reach += 1
        }
        let others = groups.indices.filter { $0 != own && groups[$0].count > 0 }
        for index in others.prefix(Self.mostNear) {
            let other = groups[index].name(at: 0)
            if !near.contains(other) { near.append(other) }
        }
        return near
    }

    /// The one that was probably meant by a name that nobody bears; nil: none is near.
    package func nearest(to name: String) -> String? {
        oneEdit(from: name).first
    }

    private static let letters = Array("abcdefghijklmnopqrstuvwxyz0123456789-_.".unicodeScalars)
    /// Longer names are near to nothing.
    private static let longest = 100

    /// Names of servers with two letters of this one exchanged, one left out, one added or one changed, up
    /// to a bound.
    private func oneEdit(from name: String) -> [String] {
        let scalars = Array(name.unicodeScalars)
        guard !scalars.isEmpty, scalars.count <= Self.longest else { return [] }
        var near: [String] = []
        func look(_ edit: (inout [Unicode.Scalar]) -> Void) {
            guard near.count < Self.mostNear else { return }
            var other = scalars
            edit(&other)
            let text = String(String.UnicodeScalarView(other))
            if text != name, server(named: text) != nil, !near.contains(text) { near.append(text) }
        }
        for place in scalars.indices.dropFirst() { look { $0.swapAt(place - 1, place) } }
        for place in scalars.indices { look { $0.remove(at: place) } }
        for place in scalars.indices.reversed() {
            for letter in Self.letters { look { $0[place] = letter } }
        }
        for place in (0...scalars.count).reversed() {
            for letter in Self.letters { look { $0.insert(letter, at: place) } }
        }
        return near
    }
}
