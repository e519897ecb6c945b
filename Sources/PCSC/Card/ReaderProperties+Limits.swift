package import SmartCard

extension ReaderProperties {
    /// What an exchange may carry. Short APDUs where the reader tells nothing, for those go everywhere.
    ///
    /// A reader that tells more than it can is known in the field, so whoever uses the limits still steps down
    /// when a long exchange fails.
    package var limits: ChannelLimits {
        guard let told = maximumAPDUDataSize, told > 256 else { return .short }
        return ChannelLimits(
            maximumCommandData: min(Int(told), ChannelLimits.extended.maximumCommandData),
            maximumResponseData: min(Int(told), ChannelLimits.extended.maximumResponseData))
    }
}
