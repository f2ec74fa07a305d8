internal import SystemPackage

/// One line on a terminal's standard error that is written over again and again, and then cleared;
/// nothing where there is no terminal.
struct ProgressLine {
    private let isOn: Bool

    init(quiet: Bool) {
        isOn = !quiet && Console.isTerminal(.standardError)
    }

    func show(_ text: @autoclosure () -> String) {
        if isOn { Console.overwrite(text()) }
    }

    func clear() {
        if isOn { Console.overwrite("") }
    }
}
