// CardCrypto
