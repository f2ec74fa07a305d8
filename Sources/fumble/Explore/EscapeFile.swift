internal import FumbleCompiler
internal import FumbleControl
internal import FumbleDocument
internal import FumbleModel
internal import FumbleSlips
internal import FumbleSweep

/// An escape as an experiment of its own: run, it deviates.
struct EscapeFile {
    private let escape: Exploration.Escape
    private let typed: Neighbour.Typed
    private let meant: Harm
    private let scene: ExploreScene
    /// The experiment with its inputs in their places and its loops written out.
    private let root: Node

    /// - Parameter meant: what the meant line does when no guard is heeded about it.
    init(
        _ escape: Exploration.Escape, _ typed: Neighbour.Typed, meant: Harm, in scene: ExploreScene,
        _ root: Node
    ) {
        self.meant = meant
        self.escape = escape
        self.typed = typed
        self.scene = scene
        self.root = root
    }

    var name: String { "\(scene.plan.experiment)-escape-\(escape.request.id)" }

    /// - Parameters:
    ///   - fleet: the path of the fleet's file from that of this one; nil: it stands in the experiment.
    ///   - settings: what is given for inputs of the fleet's file.
    func text(fleet: String?, settings: String) -> String {
        var entries = (root.entries ?? []).filter {
            !["explore", "may-touch", "expect", "arms", "inputs", "when"].contains($0.name)
        }
        set("name", word(name), in: &entries)
        set("claim", word(claim), in: &entries)
        if let fleet { set("fleet", word(fleet), in: &entries) }
        let steps = root["method"]?.elements ?? []
        set("method", node(.sequence(changed(steps))), in: &entries)
        set("expect", expect, in: &entries)
        return """
            # \(escape.request.id): \(escape.isOfPairs ? "two slips" : "one slip") from `\(scene.line.meant)`, and no guard stops it.
            # `fumble run FILE\(fleetKind) --seed \(scene.seed)\(settings)` deviates\(often): \(escape.harm.headline)

            """ + YAMLWriter.text(root.with(.mapping(entries)))
    }

    /// A run is one draw of what a guard leaves to chance.
    private var often: String {
        guard escape.passes < 1 else { return "" }
        return
            " with seeds by which it is missed, about \(Int((100 * escape.passes).rounded())) of 100"
    }

    /// Where it deviates: what the tool does with a line, only the tool does.
    private var fleetKind: String { escape.request.tool == nil ? "" : " --on processes" }

    private var claim: String {
        let slips = escape.request.lines.first ?? escape.request.pairs.first
        let names =
            slips?.slips.prefix(escape.isOfPairs ? 2 : 1).map(\.name)
            .joined(separator: " and ") ?? "a slip"
        return "\(names.prefix(1).uppercased())\(names.dropFirst()): the guards stop it before it "
            + "does harm."
    }

    /// What does not hold: promises of capacity, data, operations undisturbed, and no more requests lost
    /// than by what was meant.
    private var expect: Node {
        let fleet = scene.plan.fleet
        var entries: [(String, Node)] = []
        let keeping = Set(fleet.guards.map(\.keeps))
        // Nobody says what a tool keeps: it is to keep all.
        let capacity = fleet.promises.map(\.name).filter {
            escape.request.tool != nil || keeping.contains($0)
        }
        if !capacity.isEmpty, escape.harm.belowMinimum > .zero {
            entries.append(("promises", mapping(capacity.map { ($0, word("kept")) })))
        }
        entries += fleet.operations.map { ($0.name, word("undisturbed")) }
        if escape.harm.lostData > 0 {
            entries.append(
                ("acknowledged-writes-lost", mapping([("at-most", word("0 requests"))])))
        }
        if escape.harm.excessRequests(over: meant) > 0 {
            let most = mapping([("at-most", word("\(Int64(meant.lostRequests)) requests"))])
            entries.append(("clients", mapping([("lost-requests", most)])))
        }
        return mapping(entries)
    }

    private func changed(_ steps: [Node]) -> [Node] {
        let place = scene.step
        var result = steps.indices.map { asMeant(steps[$0], at: $0) }
        switch typed {
        case .line(let text, let window):
            result[place] = step(steps[place], at: place, typing: text, window: window)
        case .nothing:
            let gone = result.remove(at: place)
            if place < result.count { result[place] = result[place].begun(with: gone) }
        case .twice:
            let again = result[place].without("at").without("after")
            result.insert(again.after("\(VariantMethod.untilAgain)"), at: place + 1)
        case .exchanged(let other):
            let later = scene.plan.method[other].typedLine
            result[place] = step(
                steps[place], at: place, typing: later?.meant ?? "", window: later?.meantWindow)
            result[other] = step(
                steps[other], at: other, typing: scene.line.meant, window: scene.line.meantWindow)
        }
        return result
    }

    private func asMeant(_ node: Node, at place: Int) -> Node {
        guard let line = scene.plan.method[place].typedLine else { return node }
        return step(node, at: place, typing: line.meant, window: line.meantWindow)
    }

    /// The step as one in which an operator types a line, whatever typed it before.
    private func step(_ node: Node, at place: Int, typing text: String, window: String?) -> Node {
        guard let line = scene.plan.method[place].typedLine else { return node }
        var entries: [(String, Node)] = []
        if let window = window ?? line.meantWindow {
            let meant = line.meantWindow.map { [("meant", word($0))] } ?? []
            entries.append(("from", mapping(meant + [("typed", word(window))])))
        }
        entries += [("meant", word(line.meant)), ("typed", word(text))]
        // How the operator behaves otherwise stays as it is.
        let conduct = (node["operator"]?.entries ?? []).filter {
            !["from", "meant", "typed"].contains($0.name)
        }
        entries += conduct.map { ($0.name, $0.value) }
        let others = (node.entries ?? []).filter {
            !["operator", "fault", "for"].contains($0.name)
        }
        return node.with(
            .mapping(others + [Node.Entry(key: word("operator"), value: mapping(entries))]))
    }

    private func set(_ name: String, _ value: Node, in entries: inout [Node.Entry]) {
        if let place = entries.firstIndex(where: { $0.name == name }) {
            entries[place] = Node.Entry(key: entries[place].key, value: value)
        } else {
            entries.append(Node.Entry(key: word(name), value: value))
        }
    }

    private func word(_ text: String) -> Node { .scalar(text, at: root.span) }

    private func node(_ content: Node.Content) -> Node { root.with(content) }

    private func mapping(_ entries: [(String, Node)]) -> Node {
        node(.mapping(entries.map { Node.Entry(key: word($0.0), value: $0.1) }))
    }
}

extension Node {
    /// The step, beginning when one did that is left out before it, if it has no time of its own.
    fileprivate func after(_ time: String) -> Node {
        let start = Node.Entry(key: .scalar("after", at: span), value: .scalar(time, at: span))
        return with(.mapping([start] + (entries ?? [])))
    }

    fileprivate func begun(with gone: Node) -> Node {
        if self["at"] != nil { return self }
        let start = (gone.entries ?? []).filter { $0.name == "at" || $0.name == "after" }
        return self["after"] == nil ? with(.mapping(start + (entries ?? []))) : self
    }
}
