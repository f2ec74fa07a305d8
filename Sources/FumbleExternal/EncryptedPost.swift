import FumbleModel
import Glibc
import Subprocess
import SystemPackage

/// One POST of JSON to an `https:` address, and its answer: made by `curl`, whose craft TLS,
/// certificates and a company's proxies are.
///
/// Neither the address nor what it is authorised with stands among curl's arguments, which everybody on
/// the machine may read: it reads them from a file without a name, and the body from its input.
struct EncryptedPost {
    let post: HTTPPost

    /// What curl's manual lists under "exit codes" as no connection, and as no TLS.
    private static let notReached: Set<Int32> = [
        5, 6, 7, 35, 51, 53, 54, 58, 59, 60, 64, 66, 77, 80, 82, 83, 90, 91, 97, 98,
    ]
    private static let tooLong: Int32 = 63
    /// Read of what curl says of a failure.
    private static let most = 1_024

    /// - Throws: `HTTPPostFailure`.
    func reply() async throws -> HTTPPost.Reply {
        let files = try (0..<4).map { _ in try ScratchFile() }
        defer { for file in files { file.close() } }
        let (settings, body, answer, errors) = (files[0], files[1], files[2], files[3])
        try settings.fill(configuration)
        try body.fill(post.body)
        let place = "/proc/\(getpid())/fd/\(settings.descriptor.rawValue)"
        let run = ProgramRun(
            // First, so that no file of the user's own is read.
            words: ["curl", "--disable", "--config", place], base: ".", timeout: post.timeout)
        let status: TerminationStatus?
        do {
            status = try await run.status(body, errors, output: answer)
        } catch let error as SubprocessError where error.code == .executableNotFound {
            throw HTTPPostFailure.notReached("this machine lacks `curl`, which speaks `https` here")
        }
        guard let status else { throw HTTPPostFailure.hung }
        guard status.isSuccess else {
            throw Self.failure(status, saying: try errors.text(atMost: Self.most))
        }
        return try Self.reply(in: try answer.bytes(atMost: HTTPPost.most + Self.digits + 1))
    }

    /// One setting a line, as curl's manual says of `--config`.
    private var configuration: String {
        var settings = [
            ("url", post.place.text), ("header", "Content-Type: application/json"),
            ("data-binary", "@-"), ("proto", "=https"), ("max-filesize", "\(HTTPPost.most)"),
            ("write-out", "%{http_code}"),
        ]
        if let authorization = post.authorization {
            settings.append(("header", "Authorization: \(authorization)"))
        }
        return "silent\nshow-error\n"
            + settings.map { "\($0.0) = \"\(Self.escaped($0.1))\"\n" }.joined()
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            .replacing("\n", with: "\\n").replacing("\r", with: "\\r")
    }

    private static func failure(_ status: TerminationStatus, saying text: String) -> HTTPPostFailure
    {
        // `curl: (60) SSL certificate problem: self-signed certificate; More details here: ...`
        let words = text.split(separator: ") ", maxSplits: 1).last?.split(separator: ";").first
        switch status {
        case .exited(tooLong): return .tooLong
        case .exited(let code) where notReached.contains(code):
            return .notReached(words.map(String.init) ?? "curl ended with \(code)")
        default: return .cutOff
        }
    }

    /// The body, and behind it the three digits of the status.
    private static func reply(in bytes: [UInt8]) throws(HTTPPostFailure) -> HTTPPost.Reply {
        guard bytes.count <= HTTPPost.most + digits else { throw .tooLong }
        guard let status = UInt(String(decoding: bytes.suffix(digits), as: UTF8.self)) else {
            throw .cutOff
        }
        return HTTPPost.Reply(status: status, body: bytes.dropLast(digits))
    }

    private static let digits = 3
}
