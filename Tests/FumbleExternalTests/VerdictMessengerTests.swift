import FumbleExternal
import FumbleModel
import NIOHTTP1
import Testing

/// Whoever is told what a scheduled run showed, and does not listen.
@Suite(.timeLimit(.minutes(5))) struct VerdictMessengerTests {
    private func post(
        _ answer: String?, status: HTTPResponseStatus = .ok, within timeout: TimeSpan = .seconds(60)
    ) async throws -> String? {
        try await Service.with(answer, status: status) { port in
            let told = await VerdictMessenger(base: ".", timeout: timeout)
                .post("{}", to: "http://127.0.0.1:\(port)/hook")
            return told?.replacing("\(port)", with: "PORT")
        }
    }

    @Test func anyAnswerOfTheTwoHundredsIsGood() async throws {
        #expect(try await post("thanks") == nil)
        #expect(try await post("", status: .accepted) == nil)
    }

    @Test func otherAnswersAreTold() async throws {
        #expect(
            try await post("no", status: .internalServerError)
                == "`http://127.0.0.1:PORT/hook` answers with HTTP status 500")
        #expect(
            try await post(nil, within: .milliseconds(200))
                == "`http://127.0.0.1:PORT/hook` did not answer within 200ms")
    }

    @Test func aProgramReadsTheVerdict() async {
        let messenger = VerdictMessenger(base: ".", timeout: .seconds(60))
        #expect(await messenger.run(["grep", "-q", "deviated"], with: "it deviated") == nil)
        #expect(await messenger.run(["grep", "-q", "deviated"], with: "it held") != nil)
        #expect(await messenger.run(["./no-such-program"], with: "") != nil)
        // No shell reads it.
        #expect(
            await messenger.run(["sh", "-c", "test \"$0\" = '$(id)'", "$(id)"], with: "") == nil)
    }

    @Test func aProgramThatHangsIsKilled() async {
        let messenger = VerdictMessenger(base: ".", timeout: .milliseconds(200))
        #expect(
            await messenger.run(["tail", "-f", "/dev/null"], with: "")
                == "`tail` had not ended after 200ms, and was killed")
    }

    /// Over TLS it is curl that speaks; that a verdict comes whole is seen end to end.
    @Test func nobodyAtAnEncryptedAddressIsSaid() async throws {
        let port = try await Service.with("") { $0 }
        let told = await VerdictMessenger(base: ".", timeout: .seconds(60))
            .post("{}", to: "https://127.0.0.1:\(port)/hook")
        #expect(told?.hasPrefix("`https://127.0.0.1:\(port)/hook` was not reached: ") == true)
    }
}
