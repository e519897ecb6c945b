import Yams

/// A YAML file of somebody who may have got it wrong: bounded, without aliases, and with the line of what is no YAML.
enum YAMLDocument {
    /// Why a file was not taken.
    struct Fault: Error {
        let line: Int?
        let problem: String
    }

    /// - Parameter size: the most octets.
    static func compose(_ yaml: String, atMost size: Int) throws(Fault) -> Node {
        guard yaml.utf8.count <= size else { throw Fault(line: nil, problem: "larger than \(size / 1024) KiB") }
        if let line = lineOfAnchor(in: yaml) {
            throw Fault(line: line, problem: "anchors and aliases are not taken; write the text again")
        }
        let node: Node?
        do { node = try Yams.compose(yaml: yaml) } catch let error as YamlError { throw told(error) } catch {
            throw Fault(line: nil, problem: "\(error)")
        }
        guard let node else { throw Fault(line: nil, problem: "empty") }
        return node
    }

    /// The line of an error of YAML itself, and what is wrong there.
    private static func told(_ error: YamlError) -> Fault {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            Fault(line: mark.line, problem: "this is no YAML: \(problem)")
        case .duplicatedKeysInMapping(let names, let context):
            Fault(line: context.mark.line, problem: "“\(names.first?.prefix(60) ?? "")” is there twice")
        default: Fault(line: nil, problem: "this is no YAML")
        }
    }

    /// An anchor is a `&` before a name. Without one there are no aliases, of which a few lines make billions of values.
    private static func lineOfAnchor(in yaml: String) -> Int? {
        func isName(_ octet: UInt8) -> Bool {
            switch octet {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
            default: false
            }
        }
        var (line, isInWord, isAfterSign) = (1, false, false)
        for octet in yaml.utf8 {
            if isAfterSign, isName(octet) { return line }
            isAfterSign = octet == 0x26 && !isInWord
            isInWord = isName(octet) && octet != 0x2D
            if octet == 0x0A { line += 1 }
        }
        return nil
    }
}
