import DepotControl
import FumbleProcesses
import Glibc

/// Asks the control plane, and prints what it answers.
enum Caller {
    /// Names the control plane for a whole shell.
    private static let variable = "DEPOTCTL_AT"

    /// The window that a shell is, of those that the fleet's file declares; nil: it does not say.
    static var window: String? {
        Environment["DEPOTCTL_WINDOW"].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// - Parameter given: where it is, as typed; nil: as the variable says.
    static func ask(_ request: Request, at given: String?) async -> LineStatus {
        guard let text = given ?? Environment[variable], !text.isEmpty else {
            StandardStreams.complain(
                "depotctl: no control plane: say where one is with --at ADDRESS or \(variable)")
            return .unavailable
        }
        guard let address = DoorAddress(Workplace.socket(in: text)) else {
            StandardStreams.complain(
                "depotctl: `\(text)` is no address: it is 127.0.0.1:PORT, a socket, or the folder "
                    + "of a control plane")
            return .usage
        }
        let status = await ControlCall.ask(request, at: address) { answer in
            switch answer {
            case .said(let line): StandardStreams.say(line)
            case .complained(let line):
                // What belongs to the line above is indented.
                StandardStreams.complain(line.hasPrefix(" ") ? line : "depotctl: \(line)")
            case .ended: return
            }
        }
        if let status { return status }
        StandardStreams.complain(
            "depotctl: no control plane answers at \(address): begin one with `depotctl serve`")
        return .unavailable
    }
}
