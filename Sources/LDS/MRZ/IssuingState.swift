/// The states and organisations that issue documents, by their codes in the MRZ (Doc 9303-3 §5).
package enum IssuingState {
    /// The two letters by which the certificates of an issuer name their country (Doc 9303-12 §7.1.1).
    ///
    /// nil for a code that no table has: then it is not known which letters to expect. Several can be right, for the
    /// United Kingdom's other nationalities and for the organisations with codes of two kinds.
    package static func certificateCountries(_ code: String) -> Set<String>? {
        if let special = special[code] { return special }
        return alpha2[code].map { [$0] }
    }

    /// Codes that ISO 3166-1 does not have (Doc 9303-3 §5, parts B to D).
    private static let special: [String: Set<String>] = [
        "D": ["DE"], "EUE": ["EU"], "UNO": ["UN"], "UNA": ["UN"], "UNK": ["UN", "KS", "XK"], "RKS": ["KS", "XK"],
        "GBD": ["GB"], "GBN": ["GB"], "GBO": ["GB"], "GBP": ["GB"], "GBS": ["GB"],
        "XOM": ["XO", "XM"], "XPO": ["XP"], "XCC": ["XC"], "XCE": ["XE"], "XCO": ["XO"], "XEC": ["XE"],
        "XES": ["XS"], "XMP": ["XM"], "XBA": ["XB"], "XIM": ["XI"], "XDC": ["XD"], "UTO": ["UT"],
        // Passports of the special administrative regions are issued by China's authorities under their own signers.
        "HKG": ["HK", "CN"], "MAC": ["MO", "CN"],
    ]

    /// ISO 3166-1: three letters and two.
    private static let alpha2: [String: String] = Dictionary(
        uniqueKeysWithValues: table.split(whereSeparator: \.isWhitespace).map {
            (String($0.prefix(3)), String($0.suffix(2)))
        })

    private static let table = """
        ABWAW AFGAF AGOAO AIAAI ALAAX ALBAL ANDAD AREAE ARGAR ARMAM ASMAS ATAAQ ATFTF ATGAG AUSAU AUTAT AZEAZ BDIBI
        BELBE BENBJ BESBQ BFABF BGDBD BGRBG BHRBH BHSBS BIHBA BLMBL BLRBY BLZBZ BMUBM BOLBO BRABR BRBBB BRNBN BTNBT
        BVTBV BWABW CAFCF CANCA CCKCC CHECH CHLCL CHNCN CIVCI CMRCM CODCD COGCG COKCK COLCO COMKM CPVCV CRICR CUBCU
        CUWCW CXRCX CYMKY CYPCY CZECZ DEUDE DJIDJ DMADM DNKDK DOMDO DZADZ ECUEC EGYEG ERIER ESHEH ESPES ESTEE ETHET
        FINFI FJIFJ FLKFK FRAFR FROFO FSMFM GABGA GBRGB GEOGE GGYGG GHAGH GIBGI GINGN GLPGP GMBGM GNBGW GNQGQ GRCGR
        GRDGD GRLGL GTMGT GUFGF GUMGU GUYGY HKGHK HMDHM HNDHN HRVHR HTIHT HUNHU IDNID IMNIM INDIN IOTIO IRLIE IRNIR
        IRQIQ ISLIS ISRIL ITAIT JAMJM JEYJE JORJO JPNJP KAZKZ KENKE KGZKG KHMKH KIRKI KNAKN KORKR KWTKW LAOLA LBNLB
        LBRLR LBYLY LCALC LIELI LKALK LSOLS LTULT LUXLU LVALV MACMO MAFMF MARMA MCOMC MDAMD MDGMG MDVMV MEXMX MHLMH
        MKDMK MLIML MLTMT MMRMM MNEME MNGMN MNPMP MOZMZ MRTMR MSRMS MTQMQ MUSMU MWIMW MYSMY MYTYT NAMNA NCLNC NERNE
        NFKNF NGANG NICNI NIUNU NLDNL NORNO NPLNP NRUNR NZLNZ OMNOM PAKPK PANPA PCNPN PERPE PHLPH PLWPW PNGPG POLPL
        PRIPR PRKKP PRTPT PRYPY PSEPS PYFPF QATQA REURE ROURO RUSRU RWARW SAUSA SDNSD SENSN SGPSG SGSGS SHNSH SJMSJ
        SLBSB SLESL SLVSV SMRSM SOMSO SPMPM SRBRS SSDSS STPST SURSR SVKSK SVNSI SWESE SWZSZ SXMSX SYCSC SYRSY TCATC
        TCDTD TGOTG THATH TJKTJ TKLTK TKMTM TLSTL TONTO TTOTT TUNTN TURTR TUVTV TWNTW TZATZ UGAUG UKRUA UMIUM URYUY
        USAUS UZBUZ VATVA VCTVC VENVE VGBVG VIRVI VNMVN VUTVU WLFWF WSMWS YEMYE ZAFZA ZMBZM ZWEZW
        """
}
