import Foundation
import Testing

/// Python's `jsonschema`, which knows nothing of fumble but its schemas.
enum Validator {
    struct Answer: Decodable {
        let file: String
        /// Why the schema refuses it; nil: it is valid.
        let refused: String?
    }

    /// A Python that has `jsonschema` and PyYAML: `FUMBLE_PYTHON`, or what scripts/test made.
    static let python: String? = {
        let made = Checkout.root.appending(path: ".build-tools/venv/bin/python").path()
        let given = ProcessInfo.processInfo.environment["FUMBLE_PYTHON"]
        return [given, made].compactMap { $0 }.first {
            FileManager.default.isExecutableFile(atPath: $0)
        }
    }()

    /// Where there is no validator these tests are skipped, and fail only where everything is
    /// asked for.
    static let isWanted: Bool = {
        let environment = ProcessInfo.processInfo.environment
        return python != nil || environment["CI"] != nil || environment["FUMBLE_EVERYTHING"] != nil
    }()

    static let howToHaveIt: Comment =
        "there is no Python with jsonschema: run scripts/test, or set FUMBLE_PYTHON"

    static func answers(for files: [String], in scene: Scene) async throws -> [Answer] {
        let python = try #require(python, howToHaveIt)
        let schemas = Checkout.root.appending(path: "Experiments/schemas").path()
        let ended = try await scene.run(python, ["-c", program, schemas] + files)
        #expect(ended.status == 0, "\(ended.stderr)")
        return try JSONDecoder().decode([Answer].self, from: Data(ended.stdout.utf8))
    }

    /// Reads YAML 1.2's core schema, in which `no` is a word and `012` a number like 12, and
    /// answers for each file.
    private static let program = #"""
        import json, pathlib, re, sys
        import jsonschema, yaml

        class Core(yaml.SafeLoader):
            yaml_implicit_resolvers = {}

        core = {
            "null": (r"^(?:|~|null|Null|NULL)$", ["", "~", "n", "N"]),
            "bool": (r"^(?:true|True|TRUE|false|False|FALSE)$", list("tTfF")),
            "int": (r"^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$", list("-+0123456789")),
            "float": (
                r"^(?:[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
                r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$", list("-+.0123456789")),
        }
        for name, (pattern, first) in core.items():
            Core.add_implicit_resolver(f"tag:yaml.org,2002:{name}", re.compile(pattern), first)

        def integer(loader, node):
            text = loader.construct_scalar(node)
            return int(text, 0) if text[:2] in ("0o", "0x") else int(text)

        Core.add_constructor("tag:yaml.org,2002:int", integer)
        schemas = {}
        for path in sorted(pathlib.Path(sys.argv[1]).glob("*.schema.json")):
            schema = json.loads(path.read_text())
            jsonschema.Draft202012Validator.check_schema(schema)
            kind = path.name.split(".")[0]
            schemas[f"{kind}/v1"] = jsonschema.Draft202012Validator(schema)
        answers = []
        for file in sys.argv[2:]:
            value = yaml.load(pathlib.Path(file).read_text(), Core)
            header = value.get("fumble") if isinstance(value, dict) else None
            validator = schemas.get(header)
            wrong = None if validator else f"no schema for {header}"
            for error in validator.iter_errors(value) if validator else []:
                wrong = f"{error.json_path}: {error.message}"[:2000]
                break
            answers.append({"file": file, "refused": wrong})
        print(json.dumps(answers))
        """#
}
