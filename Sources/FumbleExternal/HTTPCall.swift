import FoundationEssentials
import FumbleModel

/// One question to a guard's service, as a POST of an AdmissionReview, and its answer.
///
/// The request is `{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"...",
/// "object":{...}}}`, the object being the same as a program is told; the answer is
/// `{"response":{"uid":"...","allowed":false,"status":{"message":"..."},"warnings":["..."]}}`.
struct HTTPCall {
    let url: String
    let question: GuardQuestion
    /// nil: none is sent.
    let authorization: String?

    /// Every question is one of its own; nobody else speaks on its connection.
    private static let uid = "fumble"

    func advice() async -> GuardAdvice {
        guard let place = WebAddress(url) else {
            return .failed(.absent("`\(url)` is no address"))
        }
        let reply: HTTPPost.Reply
        do {
            reply = try await ask(place)
        } catch HTTPPostFailure.hung {
            return .failed(.hung)
        } catch HTTPPostFailure.tooLong {
            return .failed(.nonsense("more than \(HTTPPost.most) bytes"))
        } catch HTTPPostFailure.notReached(let why) {
            return .failed(.absent("`\(url)` was not reached: \(why)"))
        } catch HTTPPostFailure.cutOff {
            return .failed(.nonsense("the connection was closed before the answer was whole"))
        } catch {
            return .failed(.absent("nobody answers at \(place.authority)"))
        }
        guard reply.status == 200 else {
            return .failed(.nonsense("HTTP status \(reply.status)"))
        }
        return read(reply.body)
    }

    private func read(_ body: [UInt8]) -> GuardAdvice {
        guard let review = try? JSONDecoder().decode(Review.self, from: Data(body)) else {
            let begins = OneLine.of(body.prefix(60))
            return .failed(.nonsense("no AdmissionReview: `\(begins)`"))
        }
        let response = review.response
        if let uid = response.uid, uid != Self.uid {
            return .failed(.nonsense("an answer to another question, `\(uid)`"))
        }
        guard response.allowed else {
            return .refuse(response.status?.message ?? "")
        }
        let warnings = (response.warnings ?? []).filter { !$0.isEmpty }
        return warnings.isEmpty ? .allow : .warn(warnings.joined(separator: "; "))
    }

    private struct Review: Decodable {
        let response: Response

        struct Response: Decodable {
            let uid: String?
            let allowed: Bool
            let status: Status?
            let warnings: [String]?
        }

        struct Status: Decodable {
            let message: String?
        }
    }

    private func ask(_ place: WebAddress) async throws -> HTTPPost.Reply {
        let body =
            #"{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"\#(Self.uid)","#
            + #""object":\#(question.body)}}"#
        return try await HTTPPost(
            place: place, body: body, timeout: question.timeout, authorization: authorization
        ).reply()
    }
}
