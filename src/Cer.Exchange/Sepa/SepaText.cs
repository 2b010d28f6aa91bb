using System.Globalization;
using System.Text;

namespace Cer.Exchange.Sepa;

/// <summary>Writes texts with the letters that every bank of SEPA takes: others become what they look like.</summary>
/// <remarks>Source: EPC 217-08, SEPA requirements for an extended character set: a-z A-Z 0-9 / - ? : ( ) . , ' + and blank.</remarks>
public static class SepaText
{
    private const string Others = "/-?:().,'+ ";

    /// <summary>The text, cut to a length; never empty, neither begins nor ends with a blank or a slash, no two slashes in a row.</summary>
    public static string Of(string text, int longest)
    {
        var told = new StringBuilder();
        // Half of a pair is no text that could be taken apart.
        var whole = string.Concat(text.EnumerateRunes().Select(rune => rune.ToString()));
        foreach (var letter in whole.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark) continue;
            foreach (var plain in Plain(letter))
            {
                // Two slashes, or two blanks, mean something else to some banks.
                if (told.Length > 0 && plain is '/' or ' ' && told[^1] == plain) continue;
                told.Append(plain);
            }
        }

        var cut = told.ToString().Trim(' ', '/');
        if (cut.Length > longest) cut = cut[..longest].TrimEnd(' ', '/');
        return cut.Length == 0 ? "." : cut;
    }

    public static bool IsOne(string text) => text.All(letter => char.IsAsciiLetterOrDigit(letter) || Others.Contains(letter));

    private static string Plain(char letter) => letter switch
    {
        _ when char.IsAsciiLetterOrDigit(letter) || Others.Contains(letter) => letter.ToString(),
        '’' or '‘' or '`' or '´' => "'",
        '&' => "+",
        '–' or '—' or '_' => "-",
        'ß' => "ss",
        'æ' => "ae",
        'Æ' => "AE",
        'œ' => "oe",
        'Œ' => "OE",
        'ø' => "o",
        'Ø' => "O",
        'ł' => "l",
        'Ł' => "L",
        'đ' => "d",
        'Đ' => "D",
        '€' => "EUR",
        _ when char.IsWhiteSpace(letter) || char.IsControl(letter) => " ",
        // The second half of a pair adds nothing.
        _ => char.IsLowSurrogate(letter) ? "" : ".",
    };
}
