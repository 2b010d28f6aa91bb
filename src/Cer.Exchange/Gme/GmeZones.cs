using Cer.Domain.Codes;

namespace Cer.Exchange.Gme;

/// <summary>The zones of the market, as GME writes them in codes, titles and names of files.</summary>
internal static class GmeZones
{
    private const string Codes = "NORD, CNOR, CSUD, SUD, CALA, SICI, SARD";

    public static string Form => Codes;

    /// <summary>The code of a zone in any of its spellings; null for another, such as PUN or a foreign one.</summary>
    public static string? Find(string text)
    {
        if (text.Length > 40) return null;
        var letters = string.Concat(text.Where(char.IsAsciiLetter)).ToUpperInvariant();
        var code = letters switch
        {
            "CENTRONORD" => "CNOR",
            "CENTROSUD" => "CSUD",
            "CALABRIA" => "CALA",
            "SICILIA" => "SICI",
            "SARDEGNA" => "SARD",
            _ => letters,
        };
        return CodeLists.Zones.TryParse(code, out _) ? code : null;
    }
}
