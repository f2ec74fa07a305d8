/// Numbers to be looked at again, each once, in the order in which they came up.
struct DirtyList: Sendable {
    private var isListed: [Bool]
    private var listed: [Int] = []

    init(count: Int) {
        isListed = [Bool](repeating: false, count: count)
    }

    var isEmpty: Bool { listed.isEmpty }

    mutating func insert(_ index: Int) {
        if isListed[index] { return }
        isListed[index] = true
        listed.append(index)
    }

    /// Takes the numbers out.
    mutating func take() -> [Int] {
        var taken: [Int] = []
        swap(&taken, &listed)
        for index in taken { isListed[index] = false }
        return taken
    }
}
