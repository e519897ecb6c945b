extension CounterAction {
    /// A value of JSON, as an action's argument.
    package indirect enum Argument: Sendable, Hashable {
        case text(String)
        case flag(Bool)
        case number(Double)
        case list([Argument])
        case table([String: Argument])
        case null

        package var text: String? {
            guard case .text(let text) = self else { return nil }
            return text
        }

        package var flag: Bool? {
            guard case .flag(let flag) = self else { return nil }
            return flag
        }
    }
}

extension CounterAction.Argument: Decodable {
    /// No action has arguments in arguments in arguments.
    private static let maximumDepth = 4

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else {
            guard decoder.codingPath.count < Self.maximumDepth else {
                throw DecodingError.dataCorruptedError(in: container, debugDescription: "too deep")
            }
            if let list = try? container.decode([CounterAction.Argument].self) {
                self = .list(list)
            } else {
                self = .table(try container.decode([String: CounterAction.Argument].self))
            }
        }
    }
}
