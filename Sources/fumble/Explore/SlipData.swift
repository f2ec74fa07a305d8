internal import FumbleCompiler
internal import FumbleDocument
internal import FumbleModel
internal import FumbleSlips

/// What slips are made of, out of the data files that this binary carries.
enum SlipData {
    static let model: ErrorModel = {
        var ignored = Diagnostics()
        let bytes = PackageResources.operator_error_model_json
        guard
            let document = YAMLReader.read(
                bytes, file: "operator-error-model.json", diagnostics: &ignored)
        else { preconditionFailure("the error model cannot be read") }
        do throws(ErrorModel.Lacks) {
            return try ErrorModel(document.root.json)
        } catch {
            preconditionFailure("the error model lacks \(error.figure)")
        }
    }()

    /// US QWERTY.
    static let keyboard: KeyboardLayout = {
        let read = KeyboardFile.read(PackageResources.us_qwerty_yaml, path: "us-qwerty.yaml")
        guard case .success(let layout) = read else {
            preconditionFailure("the keyboard cannot be read")
        }
        return layout
    }()

    /// The error model's people under what the experiment says that they are under.
    static func model(under stress: ExploreSpec.Stress) -> ErrorModel {
        switch stress {
        case .none: return model
        case .named(let name):
            guard let known = model.stresses.first(where: { $0.name == name.rawValue }) else {
                preconditionFailure("the error model does not know stress \(name.rawValue)")
            }
            return model.under(known)
        case .conditions(let conditions):
            return model.under(
                ErrorModel.Stress(
                    name: "conditions",
                    proportions: conditions.map {
                        ErrorModel.Stress.Proportion(
                            condition: $0.name.rawValue, share: $0.share.fraction)
                    }))
        }
    }
}
