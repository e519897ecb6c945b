/// What a signature can cover of a request (RFC 9421 §2).
package struct SignableRequest: Sendable, Hashable {
    package let method: String
    /// The Host field, `registry.example:8443`.
    package let authority: String
    /// The path and the query as they stand in the request line, `/v1/x?after=3`.
    package let target: String
    /// Names in lower case, in the order of the message.
    package var fields: [HeaderField]

    package init(method: String, authority: String, target: String, fields: [HeaderField]) {
        self.method = method
        self.authority = authority
        self.target = target
        self.fields = fields
    }

    var path: String { target.isEmpty ? "/" : String(target.prefix { $0 != "?" }) }
    var query: String { "?" + target.drop { $0 != "?" }.dropFirst() }
}

/// What a signature can cover of an answer, with the request that it answers.
package struct SignableResponse: Sendable, Hashable {
    package let status: Int
    package var fields: [HeaderField]
    package let request: SignableRequest

    package init(status: Int, fields: [HeaderField], request: SignableRequest) {
        self.status = status
        self.fields = fields
        self.request = request
    }
}

/// One line of a message's header; the name in lower case.
package struct HeaderField: Sendable, Hashable {
    package let name: String
    package let value: String

    package init(_ name: String, _ value: String) {
        self.name = name.lowercased()
        self.value = value
    }
}

extension [HeaderField] {
    /// The field's value: lines of one name joined, without the white space around each (RFC 9421 §2.1).
    func combined(_ name: String) -> String? {
        let values = filter { $0.name == name }.map { line in
            let trimmed = line.value.drop { $0 == " " || $0 == "\t" }
            return String(trimmed.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
        }
        return values.isEmpty ? nil : values.joined(separator: ", ")
    }
}

/// Where the values of covered components come from.
protocol SignableMessage {
    /// The component's value; nil where this message has none.
    func value(of component: SignatureComponent) -> String?
}

extension SignableRequest: SignableMessage {
    func value(of component: SignatureComponent) -> String? {
        component.isOfRequest ? nil : value(named: component.name)
    }

    fileprivate func value(named name: String) -> String? {
        switch name {
        case "@method": method
        case "@authority": authority.lowercased()
        case "@scheme": "https"
        case "@target-uri": "https://\(authority.lowercased())\(target)"
        case "@request-target": target
        case "@path": path
        case "@query": query
        case _ where name.hasPrefix("@"): nil
        default: fields.combined(name)
        }
    }
}

extension SignableResponse: SignableMessage {
    func value(of component: SignatureComponent) -> String? {
        if component.isOfRequest { return request.value(named: component.name) }
        switch component.name {
        case "@status": return String(status)
        case _ where component.name.hasPrefix("@"): return nil
        default: return fields.combined(component.name)
        }
    }
}
