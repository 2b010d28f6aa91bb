using System.Diagnostics.CodeAnalysis;

namespace Cer.Domain;

/// <summary>An Italian tax code: 16 characters of a person, or 11 digits of a body or an enterprise (also its VAT number).</summary>
/// <remarks>
/// Forms and check characters: DM 23/12/1976, art. 2-5, with the letters that take the place of digits where two people would have one
/// code; DPR 633/1972, art. 35, for the check digit of the eleven.
/// </remarks>
public readonly record struct TaxId : IParsable<TaxId>
{
    public const string Form = "a tax code of 16 characters or of 11 digits whose last one checks";

    // A digit, or the letter that stands for it, at these places; letters at the others.
    private const string Places = "AAAAAA99M99A999A";
    private const string InsteadOfDigits = "LMNPQRSTUV";
    private const string MonthLetters = "ABCDEHLMPRST";

    // What a character counts at an odd place, by its place in 0-9 or A-Z.
    private static readonly int[] Odd =
        [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

    private TaxId(string code) => Code = code;

    public string Code { get; }

    /// <summary>Whether it is of a person by birth; otherwise of a body, or of whoever has a VAT number.</summary>
    public bool IsOfPerson => Code.Length == 16;

    /// <exception cref="FormatException">The text is no tax code.</exception>
    public static TaxId Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException($"Found no tax code, expected {Form}.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out TaxId result)
    {
        var code = s?.Trim().ToUpperInvariant() ?? "";
        var fits = code.Length switch
        {
            11 => IsOfBody(code),
            16 => IsPerson(code),
            _ => false,
        };
        result = fits ? new(code) : default;
        return fits;
    }

    public override string ToString() => Code;

    private static bool IsPerson(string code)
    {
        for (var i = 0; i < Places.Length; i++)
        {
            var fits = Places[i] switch
            {
                '9' => char.IsAsciiDigit(code[i]) || InsteadOfDigits.Contains(code[i], StringComparison.Ordinal),
                'M' => MonthLetters.Contains(code[i], StringComparison.Ordinal),
                _ => char.IsAsciiLetterUpper(code[i]),
            };
            if (!fits) return false;
        }

        var sum = 0;
        for (var i = 0; i < Places.Length - 1; i++)
        {
            var value = char.IsAsciiDigit(code[i]) ? code[i] - '0' : code[i] - 'A';
            sum += i % 2 == 0 ? Odd[value] : value;
        }

        return code[^1] == 'A' + (sum % 26);
    }

    private static bool IsOfBody(string code)
    {
        var sum = 0;
        for (var i = 0; i < code.Length; i++)
        {
            if (!char.IsAsciiDigit(code[i])) return false;
            var value = code[i] - '0';
            if (i % 2 == 1) value = value > 4 ? (2 * value) - 9 : 2 * value;
            sum += value;
        }

        return sum % 10 == 0 && code.AsSpan().IndexOfAnyExcept('0') >= 0;
    }
}
