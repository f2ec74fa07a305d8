/// A promise as the fleet file declares it.
package struct PromiseSpec: Sendable {
    package let name: String
    package let position: SourcePosition
    package let promise: any Promise

    package init(name: String, position: SourcePosition, promise: any Promise) {
        self.name = name
        self.position = position
        self.promise = promise
    }
}

/// A guard as the fleet file declares it, with the promise it keeps.
package struct GuardSpec: Sendable {
    package let name: String
    package let position: SourcePosition
    /// The name of the promise it keeps.
    package let keeps: String
    /// The kind's name, such as `capacity-floor`.
    package let kind: String
    package let mechanism: any Guard
    package let onBreach: OnBreach
    /// How long it takes to look at the view and answer.
    package let decidesIn: TimeSpan
    /// How long its answer is waited for.
    package let timeout: TimeSpan
    /// What becomes of a command when it does not answer.
    package let onFailure: OnFailure
    /// What is handed to a guard that is a program or a service, beside what it is asked.
    package let handed: Handed

    package init(
        name: String, position: SourcePosition, keeps: String, kind: String,
        mechanism: any Guard, onBreach: OnBreach, decidesIn: TimeSpan,
        timeout: TimeSpan = GuardSpec.usualTimeout, onFailure: OnFailure = .refuse,
        handed: Handed = .nothing
    ) {
        self.handed = handed
        self.timeout = timeout
        self.onFailure = onFailure
        self.name = name
        self.position = position
        self.keeps = keeps
        self.kind = kind
        self.mechanism = mechanism
        self.onBreach = onBreach
        self.decidesIn = decidesIn
    }

    /// How long a guard's answer is waited for where the file does not say.
    package static let usualTimeout = TimeSpan.seconds(2)

    /// The same guard with another mechanism.
    package func with(mechanism: any Guard) -> GuardSpec {
        GuardSpec(
            name: name, position: position, keeps: keeps, kind: kind, mechanism: mechanism,
            onBreach: onBreach, decidesIn: decidesIn, timeout: timeout, onFailure: onFailure,
            handed: handed)
    }

    package struct Handed: Sendable, Hashable {
        /// Variables of a program, whose places are secrets.
        package let environment: [ProgramSpec.Variable]
        /// What a service is sent as `Authorization`; nil: nothing.
        package let authorization: SecretName?

        package init(environment: [ProgramSpec.Variable], authorization: SecretName?) {
            self.environment = environment
            self.authorization = authorization
        }

        package static let nothing = Handed(environment: [], authorization: nil)

        package var secrets: [SecretName] {
            environment.flatMap(\.value.secrets) + [authorization].compactMap(\.self)
        }
    }
}

/// What a guard does about a request that goes too far.
package enum OnBreach: String, Sendable, Hashable, CaseIterable, Codable {
    /// Nothing of the request is done.
    case refuse
    /// What is allowed now is done now, the rest when its time comes.
    case pace
    /// What is allowed is done, the rest never.
    case clamp
    /// It is done, and the operator is told.
    case warn
}
