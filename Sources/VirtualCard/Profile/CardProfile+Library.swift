extension CardProfile {
    /// The profiles that come along, by name, as they are written.
    package static let library: [String: String] = Dictionary(
        uniqueKeysWithValues: files.map { ($0, String(decoding: $1, as: UTF8.self)) })

    /// A profile that comes along.
    package static func named(_ name: String) throws(CardProfileError) -> CardProfile {
        guard let yaml = library[name] else {
            throw CardProfileError(
                file: name, "there is none; there are \(library.keys.sorted().joined(separator: ", "))")
        }
        return try CardProfile(parsing: yaml, file: name)
    }

    /// Embedded, so that the program is one file. A test compares this list with the folder.
    private static var files: KeyValuePairs<String, [UInt8]> {
        [
            "bac-only": PackageResources.bac_only_yaml,
            "careful-sizes": PackageResources.careful_sizes_yaml,
            "cccd-2021": PackageResources.cccd_2021_yaml,
            "cccd-2024": PackageResources.cccd_2024_yaml,
            "corrected-le": PackageResources.corrected_le_yaml,
            "dh-pace": PackageResources.dh_pace_yaml,
            "dying-session": PackageResources.dying_session_yaml,
            "false-lengths": PackageResources.false_lengths_yaml,
            "hidden-card-access": PackageResources.hidden_card_access_yaml,
            "no-le": PackageResources.no_le_yaml,
            "no-short-ids": PackageResources.no_short_ids_yaml,
            "pace-only": PackageResources.pace_only_yaml,
            "padded-reads": PackageResources.padded_reads_yaml,
            "passport-cam": PackageResources.passport_cam_yaml,
            "passport-im": PackageResources.passport_im_yaml,
            "passport-td3": PackageResources.passport_td3_yaml,
            "plain-errors": PackageResources.plain_errors_yaml,
            "refused-pace": PackageResources.refused_pace_yaml,
            "retry-counter": PackageResources.retry_counter_yaml,
            "short-apdu-only": PackageResources.short_apdu_only_yaml,
            "slow-chip": PackageResources.slow_chip_yaml,
            "weak-field": PackageResources.weak_field_yaml,
        ]
    }
}
