import DocumentPKI
import Foundation
import Glibc
import Registry

extension StationConfiguration {
    /// Whether this user may use a path in a way, a sum of `R_OK`, `W_OK` and `X_OK`; `F_OK` asks only whether it is there.
    package typealias Access = (_ path: String, _ way: Int32) -> Bool

    /// What is wrong with the folders, files and devices that the values name, as this user finds them now.
    package func findingsAtPlaces(mayUse: Access = { access($0, $1) == 0 }) -> [ConfigurationFinding] {
        [folder(mayUse), quirkFile(mayUse), policyFile(mayUse), device(mayUse), languageFile(mayUse)].compactMap { $0 }
    }

    private func folder(_ mayUse: Access) -> ConfigurationFinding? {
        guard let path = text(.station) else { return nil }
        guard mayUse(path, F_OK) else {
            return finding(.notThere, .station, "\(path) is not there; idstation identity enrol makes it")
        }
        guard mayUse(path, R_OK | W_OK | X_OK) else {
            return finding(.notPermitted, .station, "user \(Self.user) may not read and write \(path)")
        }
        do { _ = try StationFolder.load(path) } catch let error as EnrollmentError {
            return finding(.notUsable, .station, error.message)
        } catch { return finding(.notUsable, .station, "\(path) is no station's folder") }
        return nil
    }

    private func policyFile(_ mayUse: Access) -> ConfigurationFinding? {
        guard let name = text(.policy), !InspectionPolicy.shipped.contains(where: { $0.name == name }) else {
            return nil
        }
        guard mayUse(name, F_OK) else {
            let names = InspectionPolicy.shipped.map(\.name).joined(separator: ", ")
            return finding(.notThere, .policy, "\(name) is none of \(names), and no file")
        }
        guard mayUse(name, R_OK) else {
            return finding(.notPermitted, .policy, "user \(Self.user) may not read \(name)")
        }
        guard let bytes = try? DurableFile.read(name, atMost: Self.largestFile),
            (try? JSONDecoder().decode(InspectionPolicy.self, from: Data(bytes))) != nil
        else {
            return finding(.notUsable, .policy, "\(name) is no policy; begin with what idstation policy prints")
        }
        return nil
    }

    private func quirkFile(_ mayUse: Access) -> ConfigurationFinding? {
        guard let path = text(.readerQuirks), !mayUse(path, R_OK) else { return nil }
        return mayUse(path, F_OK)
            ? finding(.notPermitted, .readerQuirks, "user \(Self.user) may not read \(path)")
            : finding(.notThere, .readerQuirks, "\(path) is not there")
    }

    private func device(_ mayUse: Access) -> ConfigurationFinding? {
        guard let path = text(.codeScanner) else { return nil }
        guard mayUse(path, F_OK) else {
            return finding(.deviceAway, .codeScanner, "\(path) is not there now; it is taken when it is plugged in")
        }
        guard mayUse(path, R_OK | W_OK) else {
            return finding(
                .notPermitted, .codeScanner,
                "user \(Self.user) may not read and write \(path); it needs the group of it")
        }
        return nil
    }

    /// The counter speaks the two languages that its failures are told in; a kiosk one more for each file.
    private func languageFile(_ mayUse: Access) -> ConfigurationFinding? {
        guard let language = text(.language), !["vi", "en"].contains(language) else { return nil }
        guard flag(.kiosk) else { return finding(.notThere, .language, "the counter speaks vi and en") }
        let path = "\(text(.station) ?? "")/messages/\(language).yaml"
        guard mayUse(path, R_OK) else { return finding(.notThere, .language, "\(path) is not there") }
        return nil
    }

    private func finding(
        _ code: ConfigurationFinding.Code, _ key: ConfigurationKey, _ sentence: String
    ) -> ConfigurationFinding {
        ConfigurationFinding(code, line: lines[key], key: key.rawValue, sentence)
    }

    private static var user: String { NSUserName() }
}
