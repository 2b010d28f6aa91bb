using System.Collections.Frozen;
using System.Globalization;

namespace Cer.Domain.Banking;

/// <summary>How many characters an account of a country has.</summary>
/// <remarks>Source: the IBAN registry (SWIFT), structures of the countries and territories in it.</remarks>
public static class IbanLength
{
    private const string Registry =
        "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 "
        + "FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 "
        + "LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 "
        + "RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30";

    private static readonly FrozenDictionary<string, int> Lengths = Registry.Split(' ').ToFrozenDictionary(
        one => one[..2], one => int.Parse(one.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture), StringComparer.Ordinal);

    /// <summary>Countries and territories whose accounts can be paid by SEPA credit transfers.</summary>
    /// <remarks>Source: EPC 409-09, list of SEPA scheme countries; those whose accounts have a code of their own.</remarks>
    private static readonly FrozenSet<string> Sepa =
        ("AD AL AT BE BG CH CY CZ DE DK EE ES FI FR GB GI GR HR HU IE IS IT LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS SE SI SK SM VA")
        .Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The length; null where the country has none.</summary>
    public static int? Of(string country) => Lengths.TryGetValue(country, out var length) ? length : null;

    public static bool IsInSepa(string country) => Sepa.Contains(country);
}
