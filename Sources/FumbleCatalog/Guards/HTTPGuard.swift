internal import FumbleDocument
internal import FumbleModel

/// A guard that is somebody's service: the request is posted to it, in the envelope of a Kubernetes
/// AdmissionReview, and it answers in the same.
struct HTTPGuard: Guard {
    let url: String

    static let kind = Kind<any Guard>(
        "http",
        summary: "Asks a service, by a POST that looks like an AdmissionReview.",
        example: "{http: {url: \"http://127.0.0.1:8090/review\"}}",
        .required("url", address, "where to; `https:` is spoken by `curl`")
    ) { HTTPGuard(url: $0) }

    private static let address = Shape<String>.text.checked { text in
        WebAddress(text) != nil
            ? nil
            : ScalarMistake(
                .wrongType, "must be an address, not `\(text)`",
                help:
                    "write `http://HOST:PORT/PATH` or `https://HOST/PATH`, with a port from 1 to 65535"
            )
    }

    var program: GuardProgram? { .http(url) }

    /// Never asked: the service is.
    func review(_ request: GuardRequest, in view: FleetView, at now: Instant) -> GuardDecision {
        .refuse(reason: "the service was not asked")
    }
}
