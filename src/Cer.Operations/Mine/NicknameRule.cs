using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Cer.Operations.Mine;

/// <summary>What a nickname may be: 1 to 40 Latin letters, digits and a few signs, and nothing by which somebody is known
/// elsewhere.</summary>
/// <remarks>
/// One alphabet: of two, letters look alike that are not (Unicode Technical Standard 39, confusables). Of Latin the plain letters, and
/// those that are a plain letter with marks: what looks alike among these, <c>core.nickname_shape</c> takes for the same.
/// </remarks>
public static partial class NicknameRule
{
    public const int Longest = 40;

    /// <summary>The signs that may stand between letters and digits.</summary>
    public const string Signs = "' ’ - . , ! &";

    // Letters of Italy's neighbours that are no plain letter with a mark.
    private const string Others = "ÆæØøßŁłŒœ";

    /// <summary>The nickname as it is kept, or what was found that it may not be.</summary>
    public static (string? Nickname, NicknameFault? Fault) Read(string? text)
    {
        if (text is null) return (null, new("empty", null));
        // Half of a surrogate pair cannot be normalized.
        foreach (var rune in text.EnumerateRunes())
            if (Hidden(rune)) return (null, new("letter", string.Create(CultureInfo.InvariantCulture, $"U+{rune.Value:X4}")));
        var words = Spaces().Replace(text.Trim(), " ").Normalize(NormalizationForm.FormC);
        var plain = words.Normalize(NormalizationForm.FormKC);
        Rune[] letters = [.. words.EnumerateRunes()];
        if (!letters.Any(Rune.IsLetterOrDigit)) return (null, new("empty", null));
        if (letters.Length > Longest) return (null, new("long", letters.Length.ToString(CultureInfo.InvariantCulture)));
        if (letters.Zip(letters.Skip(1)).Any(pair => IsMark(pair.First) && IsMark(pair.Second)))
            return (null, new("letter", "mark"));
        if (plain.Contains('@', StringComparison.Ordinal)) return (null, new("email", null));
        var packed = Between().Replace(plain, "").ToUpperInvariant();
        if (PodLike().IsMatch(packed)) return (null, new("pod", null));
        if (TaxLike().IsMatch(packed)) return (null, new("tax", null));
        return letters.Any(rune => !IsLatin(rune))
            ? (null, new("script", string.Create(CultureInfo.InvariantCulture, $"U+{letters.First(rune => !IsLatin(rune)).Value:X4}")))
            : (words, null);
    }

    private static bool IsLatin(Rune rune) => rune.IsAscii
        ? Rune.IsLetterOrDigit(rune) || rune.Value == ' ' || Signs.Contains((char)rune.Value, StringComparison.Ordinal)
        : rune.IsBmp && (Others.Contains((char)rune.Value, StringComparison.Ordinal)
            || Signs.Contains((char)rune.Value, StringComparison.Ordinal)
            || (rune.ToString().Normalize(NormalizationForm.FormD) is [var first, .. { Length: > 0 } marks] && char.IsAsciiLetter(first)
                && marks.EnumerateRunes().All(IsMark)));

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark
        or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark;

    // Control and format letters, whole planes without a meaning, spaces but the plain one, and fillers that look like nothing.
    private static bool Hidden(Rune rune) => rune == Rune.ReplacementChar
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator
        || (Rune.GetUnicodeCategory(rune) == UnicodeCategory.SpaceSeparator && rune.Value != ' ')
        || rune.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x2800 or 0x3164 or 0xFFA0
            or (>= 0xFE00 and <= 0xFE0F);

    [GeneratedRegex(" {2,}")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"[\s\p{P}\p{S}]")]
    private static partial Regex Between();

    [GeneratedRegex("IT[0-9]{3}E[0-9A-Z]{6}")]
    private static partial Regex PodLike();

    [GeneratedRegex("[A-Z]{6}[0-9]{2}[A-Z][0-9]{2}[A-Z][0-9]{3}[A-Z]")]
    private static partial Regex TaxLike();
}
