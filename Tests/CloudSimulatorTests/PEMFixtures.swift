import JSONDocuments
import Testing

/// Certificates and keys that OpenSSL made, for tests alone.
enum PEMFixtures {
    /// A certificate with its key, and what it says.
    struct Pair: Sendable, CustomTestStringConvertible {
        let name: String
        let certificate: String
        let key: String
        let domainNames: [String]
        let fingerprint: String

        var testDescription: String { name }
    }

    static let p256 = Pair(
        name: "p256",
        certificate: """
            -----BEGIN CERTIFICATE-----
            MIIBqTCCAVCgAwIBAgIUZJNRbwifbuTHPZOxu+PREHNbhZUwCgYIKoZIzj0EAwIw
            FjEUMBIGA1UEAwwLZXhhbXBsZS5jb20wHhcNMjYxMTIxMjM1ODU4WhcNMzYxMTE4
            MjM1ODU4WjAWMRQwEgYDVQQDDAtleGFtcGxlLmNvbTBZMBMGByqGSM49AgEGCCqG
            SM49AwEHA0IABHRlurb17TeVj4nJZfbf0pLKe8exxnW+fQ8cxXVh7PxJfy6Hnf5w
            +0CQDaQ/7tB8MpAcao3fnztNo4+jb1cyOkGjfDB6MB0GA1UdDgQWBBQWyyF1W3Z2
            TRccDx0eDUPFUInLwjAfBgNVHSMEGDAWgBQWyyF1W3Z2TRccDx0eDUPFUInLwjAP
            BgNVHRMBAf8EBTADAQH/MCcGA1UdEQQgMB6CC2V4YW1wbGUuY29tgg93d3cuZXhh
            bXBsZS5jb20wCgYIKoZIzj0EAwIDRwAwRAIgGgU+Iu4DOB/GE7nsliuA6D39F2YI
            M9A8HBoboVvM76wCIC/RHst/uvfD3jSWnMGUw28Z7Qi2PUmLJAtxbmYkc305
            -----END CERTIFICATE-----
            """,
        key: """
            -----BEGIN EC PARAMETERS-----
            BggqhkjOPQMBBw==
            -----END EC PARAMETERS-----
            -----BEGIN EC PRIVATE KEY-----
            MHcCAQEEIAzx01Y2zZp7C7iQbGq67NtD0niryzW8EbdDdrLJCPFfoAoGCCqGSM49
            AwEHoUQDQgAEdGW6tvXtN5WPicll9t/Sksp7x7HGdb59DxzFdWHs/El/Loed/nD7
            QJANpD/u0HwykBxqjd+fO02jj6NvVzI6QQ==
            -----END EC PRIVATE KEY-----
            """,
        domainNames: ["example.com", "www.example.com"],
        fingerprint: "fb:86:eb:80:0c:2f:2b:2f:63:71:b7:12:39:bf:5d:21:"
            + "b6:77:8a:38:60:ff:07:b9:87:4b:f9:f5:16:ba:23:7d"
    )

    static let rsa = Pair(
        name: "rsa",
        certificate: """
            -----BEGIN CERTIFICATE-----
            MIIDFTCCAf2gAwIBAgIUfTUcmvShAH+j3ZjjXU8NJ5a1OR0wDQYJKoZIhvcNAQEL
            BQAwGjEYMBYGA1UEAwwPcnNhLmV4YW1wbGUuY29tMB4XDTI2MTEyMTIzNTg1OFoX
            DTM2MTExODIzNTg1OFowGjEYMBYGA1UEAwwPcnNhLmV4YW1wbGUuY29tMIIBIjAN
            BgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEApSbRv3VEGU1QXR4jBI3ROKMBsALv
            WCkXk2uSnmYIPCHShaTKYXjGp0LuH7gXvbLfoJB3X77DksA69ljdwBmJi5ev1J7d
            NxIGNe3o6nqr5sBMA7+F/6SXBBsmsOQ1+rY9+d1s31MJlxwwij2Ugty0jBdGcT2d
            44T+duG1B3HC10zSPkvPtC6SkKKG4L6G5FLfaQeW/pdyOHANQO3pS9klXL6G9bdI
            DkvELMQ+nImdxnElU4VNPJw37nrnsaxTRnl8umnDnhTELDWSi5GydVz4SfMxOi1J
            IhdwmE5bfT2krtvOtCOwF4/6jYezfqnqDjvWjl123kFGxXJGiFzwIGMTCQIDAQAB
            o1MwUTAdBgNVHQ4EFgQUNKwqRvT3+wekFuM096QKNxkGPZEwHwYDVR0jBBgwFoAU
            NKwqRvT3+wekFuM096QKNxkGPZEwDwYDVR0TAQH/BAUwAwEB/zANBgkqhkiG9w0B
            AQsFAAOCAQEAMUp0OLFdoAgwHwtdQOQJFqGgesra7BlVVPZPcS0H5rbj77oQiVAy
            RoefKfImg7WC5g6fEHGr2NO1jtbtk3YXDkDUdrkMxptrcH5wCRN/16Q8hnwDF4pC
            l3iYuDnmmLIuBUxbtR0CGiCTIo5KqKDVLor4GfEWezergv97wAndzcvN8U4+Hh2O
            57hsVbvZ54qiXqaTJJgNnQbKYrtdBWK+tEUXKOoAmwqlf1gLmkRmc62hnXRI+6gr
            qtMWH3i/SJGEDakqHST+KUab1CWoSD9EtziTaxc+Acx2Iw6ndKcAcaAULr2bBiT1
            JLbl5kZh/8DYoZXnHS2G4Xb6Jnlsu/Kczw==
            -----END CERTIFICATE-----
            """,
        key: """
            -----BEGIN PRIVATE KEY-----
            MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQClJtG/dUQZTVBd
            HiMEjdE4owGwAu9YKReTa5KeZgg8IdKFpMpheManQu4fuBe9st+gkHdfvsOSwDr2
            WN3AGYmLl6/Unt03EgY17ejqeqvmwEwDv4X/pJcEGyaw5DX6tj353WzfUwmXHDCK
            PZSC3LSMF0ZxPZ3jhP524bUHccLXTNI+S8+0LpKQoobgvobkUt9pB5b+l3I4cA1A
            7elL2SVcvob1t0gOS8QsxD6ciZ3GcSVThU08nDfueuexrFNGeXy6acOeFMQsNZKL
            kbJ1XPhJ8zE6LUkiF3CYTlt9PaSu2860I7AXj/qNh7N+qeoOO9aOXXbeQUbFckaI
            XPAgYxMJAgMBAAECggEAH4vbO+Wj9OtSQv87NCb8xINKkrr0yhPLV5MQRiZ6QzY4
            tuOD7vt5gsCjqLZq/obY9Zwy2Tygsfr7KExQS131ao82fHg+DENqoUmJGKUHCgRI
            YNzoNS1U1Wl0SgzFjNbb3ssffUcoyU8OrJFXuWl8KVhW0dGxw6CHVOEHSd0+mQ5a
            D2+C5Gpbwnm8J6RujRKtIrC3rjy9+7vYQnQGnunttRWnTSru60AWAmO4wZxoQJMm
            Ujpsx8jTCM2vg21jSHBKXmNGB0/4GA0NoayYg4fQjh7k82fiYUSX4rvcoq1K0m3K
            XYcqv8K8A2kjDOGmfGPtoq4Aby0XtqtxNdoYRFZ1GwKBgQDkA+Lee+JnEUJ5Eg3T
            gfgOf5Ozqul+VSao32w9GdorEtwNBNPHp2BL+YyFvmZQK+zebWxZC3F6oOaYV4m5
            Obrm6hIBUbLKC+PvOKlBV8ljulboayssAHnCd5kC0mHo8KlN0G9rkFeaFORliRPy
            pFv777p4I/3YeHj7A3ufLcmHswKBgQC5a8tpSCQVuNQvcIHYrzXejfvpe7Dkl4i+
            2sm/B95ZAFRvT45RAYpG4DUcn/zhgbP1J0viPj4O1WGrgaqhDBFw9bOZttA71LFZ
            Z1UmF9VoAJinMs5r1tePXVtzth4NSCDhSHL56zhCPlpkTN8TtHdyhKHOfkYHvWna
            UERXc7mcUwKBgQCKeLG2W5XK8fhkfkpXQH7cjy2r1wel6SBpPgYFtUWBExr/7QaQ
            IV2hxhNIxbBsz8Ax9FHwYbqwtjZUHhVNn3mZ8lys4GiruzzZcpeXTzDGl8tfqnW1
            azSGnQsXY5yCUmT/FK4VrLsGn9l0sCKlIJucDKI5g+INLFyMVDknGi9hcQKBgGGa
            jo6y/Nu6WWdHb/Jh+JdYYhy7kZgi9EaS4NQADlkHRWr6k82sY99/MjYJOZJzNgl8
            UAOeBAjG5gzjyq/PrHarv4jQpLh584k+TaIptZpzheetZN97TikXWYaFfTg8maI9
            AtjvqsOkEuztUhgLTT0o+Au8iJyWZlwXGIJ4VmIlAoGABsCafwuxgiJejHRIPp6I
            RuvnGZqi81qyykoqhl6vNpYzTxlI27KNBVEnVen6EqBq/2bHTDAgSl/50J/ZJHR2
            VBDcwik1EJ2EImPGipDl8oLIenVW6ZBtknNr4ybqgV5zmWQD5jaUSHRYM6bqa6U1
            +k6STaCFgfrxyH80B7M5CSg=
            -----END PRIVATE KEY-----
            """,
        domainNames: ["rsa.example.com"],
        fingerprint: "33:2b:67:d2:cf:43:9f:bb:d4:06:bc:1e:86:36:8c:91:"
            + "d1:e2:06:8d:e2:4d:11:1c:d2:1e:19:09:d0:d7:5b:e1"
    )

    static let oldRSA = Pair(
        name: "oldRSA",
        certificate: """
            -----BEGIN CERTIFICATE-----
            MIIDFTCCAf2gAwIBAgIUfTUcmvShAH+j3ZjjXU8NJ5a1OR0wDQYJKoZIhvcNAQEL
            BQAwGjEYMBYGA1UEAwwPcnNhLmV4YW1wbGUuY29tMB4XDTI2MTEyMTIzNTg1OFoX
            DTM2MTExODIzNTg1OFowGjEYMBYGA1UEAwwPcnNhLmV4YW1wbGUuY29tMIIBIjAN
            BgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEApSbRv3VEGU1QXR4jBI3ROKMBsALv
            WCkXk2uSnmYIPCHShaTKYXjGp0LuH7gXvbLfoJB3X77DksA69ljdwBmJi5ev1J7d
            NxIGNe3o6nqr5sBMA7+F/6SXBBsmsOQ1+rY9+d1s31MJlxwwij2Ugty0jBdGcT2d
            44T+duG1B3HC10zSPkvPtC6SkKKG4L6G5FLfaQeW/pdyOHANQO3pS9klXL6G9bdI
            DkvELMQ+nImdxnElU4VNPJw37nrnsaxTRnl8umnDnhTELDWSi5GydVz4SfMxOi1J
            IhdwmE5bfT2krtvOtCOwF4/6jYezfqnqDjvWjl123kFGxXJGiFzwIGMTCQIDAQAB
            o1MwUTAdBgNVHQ4EFgQUNKwqRvT3+wekFuM096QKNxkGPZEwHwYDVR0jBBgwFoAU
            NKwqRvT3+wekFuM096QKNxkGPZEwDwYDVR0TAQH/BAUwAwEB/zANBgkqhkiG9w0B
            AQsFAAOCAQEAMUp0OLFdoAgwHwtdQOQJFqGgesra7BlVVPZPcS0H5rbj77oQiVAy
            RoefKfImg7WC5g6fEHGr2NO1jtbtk3YXDkDUdrkMxptrcH5wCRN/16Q8hnwDF4pC
            l3iYuDnmmLIuBUxbtR0CGiCTIo5KqKDVLor4GfEWezergv97wAndzcvN8U4+Hh2O
            57hsVbvZ54qiXqaTJJgNnQbKYrtdBWK+tEUXKOoAmwqlf1gLmkRmc62hnXRI+6gr
            qtMWH3i/SJGEDakqHST+KUab1CWoSD9EtziTaxc+Acx2Iw6ndKcAcaAULr2bBiT1
            JLbl5kZh/8DYoZXnHS2G4Xb6Jnlsu/Kczw==
            -----END CERTIFICATE-----
            """,
        key: """
            -----BEGIN RSA PRIVATE KEY-----
            MIIEowIBAAKCAQEApSbRv3VEGU1QXR4jBI3ROKMBsALvWCkXk2uSnmYIPCHShaTK
            YXjGp0LuH7gXvbLfoJB3X77DksA69ljdwBmJi5ev1J7dNxIGNe3o6nqr5sBMA7+F
            /6SXBBsmsOQ1+rY9+d1s31MJlxwwij2Ugty0jBdGcT2d44T+duG1B3HC10zSPkvP
            tC6SkKKG4L6G5FLfaQeW/pdyOHANQO3pS9klXL6G9bdIDkvELMQ+nImdxnElU4VN
            PJw37nrnsaxTRnl8umnDnhTELDWSi5GydVz4SfMxOi1JIhdwmE5bfT2krtvOtCOw
            F4/6jYezfqnqDjvWjl123kFGxXJGiFzwIGMTCQIDAQABAoIBAB+L2zvlo/TrUkL/
            OzQm/MSDSpK69MoTy1eTEEYmekM2OLbjg+77eYLAo6i2av6G2PWcMtk8oLH6+yhM
            UEtd9WqPNnx4PgxDaqFJiRilBwoESGDc6DUtVNVpdEoMxYzW297LH31HKMlPDqyR
            V7lpfClYVtHRscOgh1ThB0ndPpkOWg9vguRqW8J5vCekbo0SrSKwt648vfu72EJ0
            Bp7p7bUVp00q7utAFgJjuMGcaECTJlI6bMfI0wjNr4NtY0hwSl5jRgdP+BgNDaGs
            mIOH0I4e5PNn4mFEl+K73KKtStJtyl2HKr/CvANpIwzhpnxj7aKuAG8tF7arcTXa
            GERWdRsCgYEA5APi3nviZxFCeRIN04H4Dn+Ts6rpflUmqN9sPRnaKxLcDQTTx6dg
            S/mMhb5mUCvs3m1sWQtxeqDmmFeJuTm65uoSAVGyygvj7zipQVfJY7pW6GsrLAB5
            wneZAtJh6PCpTdBva5BXmhTkZYkT8qRb+++6eCP92Hh4+wN7ny3Jh7MCgYEAuWvL
            aUgkFbjUL3CB2K813o376Xuw5JeIvtrJvwfeWQBUb0+OUQGKRuA1HJ/84YGz9SdL
            4j4+DtVhq4GqoQwRcPWzmbbQO9SxWWdVJhfVaACYpzLOa9bXj11bc7YeDUgg4Uhy
            +es4Qj5aZEzfE7R3coShzn5GB71p2lBEV3O5nFMCgYEAinixtluVyvH4ZH5KV0B+
            3I8tq9cHpekgaT4GBbVFgRMa/+0GkCFdocYTSMWwbM/AMfRR8GG6sLY2VB4VTZ95
            mfJcrOBoq7s82XKXl08wxpfLX6p1tWs0hp0LF2OcglJk/xSuFay7Bp/ZdLAipSCb
            nAyiOYPiDSxcjFQ5JxovYXECgYBhmo6OsvzbullnR2/yYfiXWGIcu5GYIvRGkuDU
            AA5ZB0Vq+pPNrGPffzI2CTmSczYJfFADngQIxuYM48qvz6x2q7+I0KS4efOJPk2i
            KbWac4XnrWTfe04pF1mGhX04PJmiPQLY76rDpBLs7VIYC009KPgLvIiclmZcFxiC
            eFZiJQKBgAbAmn8LsYIiXox0SD6eiEbr5xmaovNasspKKoZerzaWM08ZSNuyjQVR
            J1Xp+hKgav9mx0wwIEpf+dCf2SR0dlQQ3MIpNRCdhCJjxoqQ5fKCyHp1VumQbZJz
            a+Mm6oFec5lkA+Y2lEh0WDOm6mulNfpOkk2ghYH68ch/NAezOQko
            -----END RSA PRIVATE KEY-----
            """,
        domainNames: ["rsa.example.com"],
        fingerprint: "33:2b:67:d2:cf:43:9f:bb:d4:06:bc:1e:86:36:8c:91:"
            + "d1:e2:06:8d:e2:4d:11:1c:d2:1e:19:09:d0:d7:5b:e1"
    )

    static let ed25519 = Pair(
        name: "ed25519",
        certificate: """
            -----BEGIN CERTIFICATE-----
            MIIBRjCB+aADAgECAhRjPSCNE8/WHD+DIiy9DHHs71SUHDAFBgMrZXAwGTEXMBUG
            A1UEAwwOZWQuZXhhbXBsZS5jb20wHhcNMjYxMTIxMjM1ODU4WhcNMzYxMTE4MjM1
            ODU4WjAZMRcwFQYDVQQDDA5lZC5leGFtcGxlLmNvbTAqMAUGAytlcAMhAGjgvToU
            FLF1pfbVDq1o7smaBidfMbnXlWRheK1ACkL1o1MwUTAdBgNVHQ4EFgQUrpkqaZGm
            n9oJUk+YDMP09V9pNlYwHwYDVR0jBBgwFoAUrpkqaZGmn9oJUk+YDMP09V9pNlYw
            DwYDVR0TAQH/BAUwAwEB/zAFBgMrZXADQQA055qRwalacBBu8CYe7G1Gg038zXIp
            s+6iFQ4OsCRndNOTZlgoBIPCQPq21Xunu9fC+hfLIbC2ugXknAlShjkA
            -----END CERTIFICATE-----
            """,
        key: """
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEIGeY7zYIkhUVrxTYjvKJWWvTfxqCTwCFyDGeRCuCR0wg
            -----END PRIVATE KEY-----
            """,
        domainNames: ["ed.example.com"],
        fingerprint: "bd:3d:c9:f8:d3:51:c9:dc:a8:1f:b1:c1:de:94:df:e7:"
            + "e7:c9:9a:49:ad:42:e3:63:ee:ab:da:82:05:1f:ba:d3"
    )

    static let p384 = Pair(
        name: "p384",
        certificate: """
            -----BEGIN CERTIFICATE-----
            MIIBxzCCAU6gAwIBAgIULX83M0avgmJDrKwJYtT1l4iUlAkwCgYIKoZIzj0EAwIw
            GzEZMBcGA1UEAwwQcDM4NC5leGFtcGxlLmNvbTAeFw0yNjExMjEyMzU4NThaFw0z
            NjExMTgyMzU4NThaMBsxGTAXBgNVBAMMEHAzODQuZXhhbXBsZS5jb20wdjAQBgcq
            hkjOPQIBBgUrgQQAIgNiAAQLgg5bVteboB2zdKbkr0UWBx7eQo9mE9CnMIWtrC5o
            t7QNSjM7LxuiuggNRdy+6YJFOYRyVZWHvWSNMkktfw4yqRTaYEIdIJqmtTbqUjJ9
            ewBpCfUJuSIdZegqjMSb8FKjUzBRMB0GA1UdDgQWBBS04q9nS680AB4GfaOIt4Wo
            Yj60YDAfBgNVHSMEGDAWgBS04q9nS680AB4GfaOIt4WoYj60YDAPBgNVHRMBAf8E
            BTADAQH/MAoGCCqGSM49BAMCA2cAMGQCMBGX7q4b4HR6YTV293nAJZxBll0N9brS
            aTg+aNmdSOo6fJ/rWM5Rw8miG5PnpEipVQIwZtSUZ/PDndMp1hJ4uoVtWwoY0qdR
            ADu0pxemFeVbpxIawvGHxQmgQM2707RKqBIR
            -----END CERTIFICATE-----
            """,
        key: """
            -----BEGIN PRIVATE KEY-----
            MIG2AgEAMBAGByqGSM49AgEGBSuBBAAiBIGeMIGbAgEBBDBKc2cydbBAqs826rL8
            5cm3CpXUwUOTzDoUiqD2vp1fzbvbx8GsOQDsNFdhg6utHCmhZANiAAQLgg5bVteb
            oB2zdKbkr0UWBx7eQo9mE9CnMIWtrC5ot7QNSjM7LxuiuggNRdy+6YJFOYRyVZWH
            vWSNMkktfw4yqRTaYEIdIJqmtTbqUjJ9ewBpCfUJuSIdZegqjMSb8FI=
            -----END PRIVATE KEY-----
            """,
        domainNames: ["p384.example.com"],
        fingerprint: "95:51:e6:e6:2d:72:88:88:19:b6:ac:0f:cb:4d:d0:95:"
            + "ad:08:3e:62:23:e4:d5:40:04:d3:43:b3:c8:55:63:4f"
    )

    static let all = [p256, rsa, oldRSA, ed25519, p384]
}
