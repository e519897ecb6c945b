import ArgumentParser
import Logging
import Registry

/// How a program writes its log.
enum LogFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json

    func handler(label: String) -> any LogHandler {
        switch self {
        case .text: StreamLogHandler.standardError(label: label)
        case .json: JSONLogHandler(label: label)
        }
    }
}
