using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Cer.Domain;

/// <summary>A point of delivery: IT, three digits of the distributor, E, eight letters or digits.</summary>
/// <remarks>Blanks around it are trimmed, letters made upper-case, a 15th control character dropped.</remarks>
public readonly record struct Pod : IParsable<Pod>
{
    public const string Form = "IT, three digits, E, eight letters or digits";

    private static readonly SearchValues<char> LettersAndDigits =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");

    private Pod(string code) => Code = code;

    public string Code { get; }

    /// <exception cref="FormatException">The text is not a POD.</exception>
    public static Pod Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var pod) ? pod : throw new FormatException($"Found no POD, expected {Form}.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Pod result)
    {
        result = default;
        var code = s?.Trim().ToUpperInvariant();
        var fits = code is ['I', 'T', _, _, _, 'E', ..]
            && code.Length is 14 or 15
            && code.AsSpan(2, 3).IndexOfAnyExceptInRange('0', '9') < 0
            && code.AsSpan(6).IndexOfAnyExcept(LettersAndDigits) < 0;
        if (fits) result = new(code![..14]);
        return fits;
    }

    public override string ToString() => Code;
}
