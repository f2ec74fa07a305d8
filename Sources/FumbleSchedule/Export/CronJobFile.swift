/// CronJobs of Kubernetes (batch/v1), one for each line of times.
enum CronJobFile {
    static func file(for item: ExportItem, from start: Moment, image: String) -> ExportFile {
        let looks = LookTimes.local(item.timetable, from: start)
        let comment =
            item.comment + [
                "The image must hold fumble, and the files at these paths.",
                "Give XDG_STATE_HOME a volume that all jobs of a fleet share: by a lock in it two of",
                "them never run at one time.",
            ]
        let jobs = looks.lines.enumerated().map { index, line in
            let suffix = looks.lines.count == 1 ? "" : "-\(index + 1)"
            return job(item, line, looks, name: name(item.name) + suffix, image: image)
        }
        return ExportFile(
            name: "fumble-\(item.name).yaml",
            text: comment.map { "# \($0)\n" }.joined() + jobs.joined(separator: "---\n"))
    }

    private static func job(
        _ item: ExportItem, _ line: LookTimes.Line, _ looks: LookTimes, name: String, image: String
    ) -> String {
        let words = item.arguments + item.lateness(looks)
        return """
            apiVersion: batch/v1
            kind: CronJob
            metadata:
              name: \(name)
            spec:
              schedule: "\(CronFields.text(line))"
              timeZone: \(Quoted.json(looks.zone == "UTC" ? "Etc/UTC" : looks.zone))
              concurrencyPolicy: Forbid
              startingDeadlineSeconds: \(min(item.late, looks.shortest))
              jobTemplate:
                spec:
                  backoffLimit: 0
                  template:
                    spec:
                      restartPolicy: Never
                      containers:
                        - name: fumble
                          image: \(Quoted.json(image))
                          command: ["fumble"]
                          args: [\(words.map(Quoted.json).joined(separator: ", "))]

            """
    }

    /// A name of DNS, with room for what Kubernetes puts behind it: at most 52 characters, of which
    /// `-12` is ours.
    private static func name(_ name: String) -> String {
        let most = 49
        let plain = "fumble-" + name.map { "_.".contains($0) ? "-" : $0 }
        var cut = plain.prefix(most)
        while cut.last == "-" { cut.removeLast() }
        return String(cut)
    }
}

/// Words in other languages.
enum Quoted {
    /// As JSON, which YAML reads too.
    static func json(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case "\n": quoted += "\\n"
            case _ where scalar.value < 0x20:
                quoted += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    /// For a shell.
    static func shell(_ word: String) -> String {
        let isPlain = word.utf8.allSatisfy { byte in
            "-_./+=:@,".utf8.contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
        }
        if isPlain, !word.isEmpty { return word }
        return word.split(separator: "'", omittingEmptySubsequences: false)
            .map { "'\($0)'" }.joined(separator: "\\'")
    }
}
