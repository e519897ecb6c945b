import HTTPTypes
import Hummingbird

extension SignableRequest {
    /// A request as the server sees it.
    init(_ request: Request) {
        self.init(
            method: request.method.rawValue, authority: request.head.authority ?? "", target: request.head.path ?? "",
            fields: request.headers.map { HeaderField($0.name.canonicalName, $0.value) })
    }
}

extension HTTPFields {
    /// Adds the fields whose names are not there yet.
    mutating func add(_ fields: [HeaderField]) {
        for field in fields {
            guard let name = HTTPField.Name(field.name), self[name] == nil else { continue }
            self[name] = field.value
        }
    }
}
