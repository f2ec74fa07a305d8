internal import FumbleModel

/// What each subsystem needs of the others, and who answers because of that.
struct NeedGraph: Sendable {
    private var toServe: [[Need]]
    private var toStart: [[Need]]
    private var toOperate: [[Need]]
    /// Whether each subsystem has begun and can have all that it needs to serve.
    private(set) var answers: [Bool]
    /// Whether people can operate each subsystem.
    private(set) var isOperable: [Bool]
    /// Whether people have no access to each subsystem.
    private var isLocked: [Bool]

    private struct Need: Sendable {
        let subsystem: Int
        var isActive = true
        /// Whether what is needed refuses it although it is up.
        var isDenied = false
    }

    init(_ subsystems: [SubsystemSpec]) {
        func needs(_ path: KeyPath<Needs, [SubsystemID]>) -> [[Need]] {
            subsystems.map { $0.needs[keyPath: path].map { Need(subsystem: $0.index) } }
        }
        toServe = needs(\.toServe)
        toStart = needs(\.toStart)
        toOperate = needs(\.toOperate)
        answers = [Bool](repeating: true, count: subsystems.count)
        isOperable = [Bool](repeating: true, count: subsystems.count)
        isLocked = [Bool](repeating: false, count: subsystems.count)
    }

    /// Lets a subsystem do without one that it was described to need, or need it again; in every
    /// way in which it was described to.
    mutating func set(_ subsystem: Int, on other: Int, isNeeded: Bool) {
        func set(_ needs: inout [Need]) {
            for index in needs.indices where needs[index].subsystem == other {
                needs[index].isActive = isNeeded
            }
        }
        set(&toServe[subsystem])
        set(&toStart[subsystem])
        set(&toOperate[subsystem])
    }

    /// Has `subsystem` find no access to another that it needs, in every way in which it needs it, or
    /// find it again; nothing where it does not need it.
    ///
    /// - Returns: whether that was otherwise before.
    mutating func deny(_ subsystem: Int, access other: Int, _ isDenied: Bool) -> Bool {
        var isChanged = false
        func set(_ needs: inout [Need]) {
            for index in needs.indices
            where needs[index].subsystem == other && needs[index].isDenied != isDenied {
                needs[index].isDenied = isDenied
                isChanged = true
            }
        }
        set(&toServe[subsystem])
        set(&toStart[subsystem])
        set(&toOperate[subsystem])
        return isChanged
    }

    /// Has people find no access to a subsystem, or find it again.
    ///
    /// - Returns: whether that was otherwise before.
    mutating func lock(_ subsystem: Int, _ isLocked: Bool) -> Bool {
        guard self.isLocked[subsystem] != isLocked else { return false }
        self.isLocked[subsystem] = isLocked
        return true
    }

    /// Works out again who answers: the largest set in which everybody has begun and whose needs
    /// to serve all lie in it, so that a circle of needs which is up holds itself up.
    mutating func update(hasBegun: [Bool]) {
        answers = hasBegun
        var isChanged = true
        while isChanged {
            isChanged = false
            for subsystem in answers.indices where answers[subsystem] {
                if !areMet(toServe[subsystem]) {
                    answers[subsystem] = false
                    isChanged = true
                }
            }
        }
        for subsystem in isOperable.indices {
            isOperable[subsystem] = !isLocked[subsystem] && areMet(toOperate[subsystem])
        }
    }

    /// Whether all that a subsystem needs to start answers.
    func canStart(_ subsystem: Int) -> Bool { areMet(toStart[subsystem]) }

    /// The order in which to restart subsystems: what is needed to start or to serve comes first;
    /// members of a circle, and those that do not need each other, as they are listed.
    func restartOrder(of listed: [Int]) -> [Int] {
        let reaches = reachability(among: listed)
        var isPlaced = [Bool](repeating: false, count: listed.count)
        var order: [Int] = []
        while order.count < listed.count {
            let next = listed.indices.first { candidate in
                !isPlaced[candidate]
                    && listed.indices.allSatisfy { other in
                        isPlaced[other] || !reaches[candidate][other] || reaches[other][candidate]
                    }
            }
            guard let next else { preconditionFailure("subsystems without an order") }
            isPlaced[next] = true
            order.append(listed[next])
        }
        return order
    }

    private func reachability(among listed: [Int]) -> [[Bool]] {
        var reaches = listed.map { subsystem in
            listed.map { other in
                other == subsystem
                    || (toStart[subsystem] + toServe[subsystem]).contains {
                        $0.isActive && $0.subsystem == other
                    }
            }
        }
        for middle in listed.indices {
            for from in listed.indices where reaches[from][middle] {
                for to in listed.indices where reaches[middle][to] { reaches[from][to] = true }
            }
        }
        return reaches
    }

    private func areMet(_ needs: [Need]) -> Bool {
        needs.allSatisfy { !$0.isActive || !$0.isDenied && answers[$0.subsystem] }
    }
}
