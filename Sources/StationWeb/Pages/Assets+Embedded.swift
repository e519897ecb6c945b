extension Assets {
    /// Embedded, so that the program is one file. A test compares this list with the folder.
    static var embeddedFiles: KeyValuePairs<String, [UInt8]> {
        [
            "check.html": PackageResources.check_html,
            "check.js": PackageResources.check_js,
            "counter-ask.js": PackageResources.counter_ask_js,
            "counter-card.js": PackageResources.counter_card_js,
            "counter-consent.js": PackageResources.counter_consent_js,
            "counter-fingers.js": PackageResources.counter_fingers_js,
            "counter-form.js": PackageResources.counter_form_js,
            "counter-hands.js": PackageResources.counter_hands_js,
            "counter-home.js": PackageResources.counter_home_js,
            "counter-idle.js": PackageResources.counter_idle_js,
            "counter-keys.js": PackageResources.counter_keys_js,
            "counter-lists.js": PackageResources.counter_lists_js,
            "counter-portrait.js": PackageResources.counter_portrait_js,
            "counter-seal.js": PackageResources.counter_seal_js,
            "counter-session.js": PackageResources.counter_session_js,
            "counter-slip.js": PackageResources.counter_slip_js,
            "counter.css": PackageResources.counter_css,
            "counter.html": PackageResources.counter_html,
            "counter.js": PackageResources.counter_js,
            "kiosk.css": PackageResources.kiosk_css,
            "kiosk.html": PackageResources.kiosk_html,
            "kiosk.js": PackageResources.kiosk_js,
            "page.js": PackageResources.page_js,
            "reader.js": PackageResources.reader_js,
            "style.css": PackageResources.style_css,
            "wedge.js": PackageResources.wedge_js,
        ]
    }
}
